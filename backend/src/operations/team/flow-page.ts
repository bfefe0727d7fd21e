import { dayMs } from '../../../../domain/time/local-time.js';
import type { FlowPage } from '../../../../contract/team.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';
import type { LeadStage, TouchRow } from '../../storage/tables.js';
import { nameOf } from './team-page.js';

const most = 200;
/** Afterwards the lead's story has it. */
const heldMs = 14 * dayMs;

/**
 * What is due: leads over their limit, the touches to come with what puts them off, and those that were held back (R5.2, R8.5).
 */
export async function readFlow({
  store,
  blueprint,
  clock,
}: Services): Promise<Unworded<FlowPage, 'told' | 'why' | 'heldWhy'>> {
  const over = await store.leadStages.listOver(clock(), most);
  const touches = await store.followUps.listOpen(most);
  const held = await store.followUps.listHeld(new Date(clock().getTime() - heldMs), most);
  const ids = [...over, ...touches, ...held].map(({ kommoLeadId }) => kommoLeadId);
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
    held: held.map((touch) => ({
      ...named(touch.kommoLeadId),
      ...{ name: touch.key, heldAt: touch.at ?? touch.dueAt, heldWhy: heldWhyOf(touch) },
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

/** Whether a person was asked to do it instead, and why. */
function heldWhyOf({ state, why }: TouchRow): Sentence {
  if (why.includes('unsure')) return { code: 'touch.was_unsure' };
  const reasons = why.flatMap((one) => reasonSentences[one] ?? []);
  if (state === 'task') return { code: 'touch.was_asked', params: { reasons } };
  return state === 'sent'
    ? { code: 'touch.was_partly', params: { reasons } }
    : { code: 'touch.was_skipped', params: { reasons } };
}

const reasonSentences: Readonly<Record<string, Sentence>> = {
  no_consent: { code: 'touch.no_consent' },
  no_marketing_consent: { code: 'touch.no_marketing_consent' },
  no_phone: { code: 'touch.no_phone' },
  no_email: { code: 'touch.no_email' },
  template_not_approved: { code: 'touch.template_not_approved' },
  failed: { code: 'touch.failed' },
  overtaken: { code: 'touch.overtaken' },
};
