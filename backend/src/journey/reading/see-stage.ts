import type { StageKey } from '../../../../contract/card.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { SeenStage } from '../../storage/tables.js';

/** What a lead's place is called on record: the blueprint's key, or the ids of a stage that the firm added itself. */
export const stageOf = (lead: KommoLead): SeenStage => ({
  kommoLeadId: lead.id,
  stage: lead.stage ?? `${lead.pipelineId}/${lead.statusId}`,
  outcome: lead.outcome,
  responsibleUserId: lead.responsibleUserId,
});

/** Where Kommo shows the lead now. A stay began when the lead was changed last, but the first sight of one begins now. */
export async function seeStage(
  { store: { leadStages }, clock }: Pick<Services, 'store' | 'clock'>,
  lead: KommoLead,
): Promise<void> {
  const now = clock();
  const [known] = await leadStages.find([lead.id]);
  const changedAt = known === undefined ? now : new Date(lead.updatedAt);
  await leadStages.see(stageOf(lead), changedAt > now ? now : changedAt);
}

/** A move of ours, which no hook tells. */
export const seeMove = (
  { store: { leadStages }, clock }: Pick<Services, 'store' | 'clock'>,
  lead: KommoLead,
  stage: StageKey,
): Promise<boolean> => leadStages.see({ ...stageOf(lead), stage, outcome: 'open' }, clock());
