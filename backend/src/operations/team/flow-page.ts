import type { FlowPage } from '../../../../contract/team.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';
import type { LeadStage, TouchRow } from '../../storage/tables.js';
import { nameOf } from './team-page.js';

const most = 200;

/** What is due: leads over their limit, and the touches to come with what keeps them back (R5.2, R8.5). */
export async function readFlow({
  store,
  blueprint,
  clock,
}: Services): Promise<Unworded<FlowPage, 'told' | 'why'>> {
  const over = await store.leadStages.listOver(clock(), most);
  const touches = await store.followUps.listOpen(most);
  const ids = [...over, ...touches].map(({ kommoLeadId }) => kommoLeadId);
  const rows = await store.leads.findByKommoIds([...new Set(ids)]);
  const named = (kommoLeadId: number) => ({
    kommoLeadId,
    leadName: nameOf(rows.find((row) => row.kommoLeadId === kommoLeadId)),
  });
  const stages = blueprint.pipelines.flatMap((pipeline) => pipeline.stages);
  return {
    over: over.map((stay) => ({
      ...named(stay.kommoLeadId),
      stage: stages.find(({ key }) => key === stay.stage)?.name ?? stay.stage,
      limitAt: stay.limitAt ?? stay.enteredAt,
      told: toldOf(stay),
    })),
    touches: touches.map((touch) => ({
      ...named(touch.kommoLeadId),
      ...{ name: touch.key, dueAt: touch.dueAt, why: whyOf(touch) },
    })),
  };
}

function toldOf({ facts: { told = [] } }: LeadStage): Sentence {
  const last = told.at(-1);
  return last === undefined ? { code: 'stage.told_nobody' } : { code: `stage.told_${last.whom}` };
}

function whyOf({ why, paused }: TouchRow & { readonly paused: boolean }): Sentence | null {
  if (paused) return { code: 'touch.why_paused' };
  if (why.includes('hours')) return { code: 'touch.why_hours' };
  if (why.includes('not_silent')) return { code: 'touch.why_not_silent' };
  if (why.includes('limit')) return { code: 'touch.why_limit' };
  return why.includes('call_open') ? { code: 'touch.why_call_open' } : null;
}
