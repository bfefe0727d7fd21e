import { chooseArm } from '../../../../domain/experiment/choose-arm.js';
import type { Tried } from '../../../../domain/experiment/experiment.js';
import type { Services } from '../../services.js';

/** What one lead gets of a thing that may be under experiment (R8.7). */
export interface Version {
  /** Empty: as without an experiment. */
  readonly value: string;
  /** Called right before it is used: from then on the lead keeps it, and counts. */
  readonly keep: () => Promise<void>;
}

export const usual: Version = { value: '', keep: () => Promise.resolve() };

/** Drawn for the lead, the same until it is kept and ever after. */
export async function chooseVersion(
  { store: { experiments }, clock }: Pick<Services, 'store' | 'clock'>,
  tried: Tried,
  kommoLeadId: number,
): Promise<Version> {
  const experiment = await experiments.newest(tried);
  if (experiment === null) return usual;
  const { id, versions } = experiment;
  const kept = await experiments.armOf(id, kommoLeadId);
  const { arm, isDrawn } = chooseArm(experiment, String(kommoLeadId), kept);
  return {
    value: versions[arm],
    keep: async () => {
      if (isDrawn) await experiments.keepLead(id, kommoLeadId, arm, clock());
    },
  };
}
