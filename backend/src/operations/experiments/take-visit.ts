import type { Arm } from '../../../../domain/experiment/arm.js';
import { chooseArm } from '../../../../domain/experiment/choose-arm.js';
import { evenly } from '../../../../domain/experiment/draw-arm.js';
import { pilot } from '../../../../domain/experiment/experiment.js';
import type { Experiment } from '../../../../domain/experiment/experiment.js';
import type { Services } from '../../services.js';

interface Visit {
  /** The random number in the visitor's cookie. */
  readonly visitor: string;
  /** What the cookie says it was drawn into before. */
  readonly kept: Arm | null;
  readonly isPerson: boolean;
}

type Tools = Pick<Services, 'store' | 'clock' | 'config'>;

/** The visitor's side of the pilot (R3.4), counted once. Robots see our own form and are counted nowhere. */
export async function takeVisit(services: Tools, { visitor, kept, isPerson }: Visit): Promise<Arm> {
  const { store, clock, config } = services;
  if (config.landing.inleadUrl === null) return 'a';
  if (!isPerson) return kept ?? 'a';
  const experiment = await pilotOf(services);
  if (experiment === null) return kept ?? 'a';
  const { arm, isDrawn } = chooseArm(experiment, visitor, kept);
  const isCounted = isDrawn && experiment.endedAt === null;
  return isCounted ? store.experiments.visit(experiment.id, visitor, arm, clock()) : arm;
}

/** Begins with its first visit; who ends it and wants another begins that by hand. */
async function pilotOf({ store, clock }: Tools): Promise<Experiment | null> {
  const known = await store.experiments.newest(pilot);
  if (known !== null) return known;
  await store.experiments.begin(
    {
      ...{ id: 'pilot', name: 'A/B', ...pilot },
      versions: { a: '', b: '' },
      weights: evenly,
    },
    clock(),
  );
  return store.experiments.newest(pilot);
}
