import type { Card } from '../../../contract/card.js';
import type { LeadClass } from '../../../contract/score.js';

/** The one thing to do now. `does` names the control that does it; null where there is nothing to do. */
export interface NextAction {
  readonly does: 'whatsapp' | 'call' | 'task' | 'ask' | 'odoo' | null;
  readonly why: Why;
}

export const reasons = [
  'won_not_sent',
  'won_failed',
  'won_running',
  'won_waiting',
  'won_done',
  'lost',
  'nurturing',
  'reply',
  'overdue',
  'negotiation',
  'proposal',
  'hot',
  'reaches',
  'in_contact',
  'warm',
  'cold',
  'cool',
] as const;
export type Why = (typeof reasons)[number];

/** Null for a lead of which nothing is known yet. The first that holds, the most urgent first. */
export function nextAction(card: Card, now: number): NextAction | null {
  const found = ofStage(card, now) ?? ofScore(card);
  if (found === null || card.lead.person.phone !== null) return found;
  // Without a number nobody can be called or written to.
  return found.does === 'call' || found.does === 'whatsapp' ? { ...found, does: 'task' } : found;
}

function ofStage(card: Card, now: number): NextAction | null {
  const { stage } = card.lead;
  if (stage?.outcome === 'won') return ofWon(card);
  if (stage?.outcome === 'lost') return { does: null, why: 'lost' };
  if (isWaitingForReply(card)) return { does: 'whatsapp', why: 'reply' };
  return stage === null ? null : ofOpen(stage, now);
}

function ofOpen(
  { key, dueAt }: NonNullable<Card['lead']['stage']>,
  now: number,
): NextAction | null {
  if (key === 'nurturing') return { does: null, why: 'nurturing' };
  if (dueAt !== null && Date.parse(dueAt) < now) return { does: 'call', why: 'overdue' };
  if (key === 'negotiation') return { does: 'call', why: 'negotiation' };
  return key === 'proposal' ? { does: 'task', why: 'proposal' } : null;
}

const ofWon = ({ odoo, waiting }: Card): NextAction =>
  odoo.kind === 'in_progress' && waiting.length > 0
    ? { does: null, why: 'won_waiting' }
    : wonReasons[odoo.kind];

const wonReasons = {
  not_sent: { does: 'odoo', why: 'won_not_sent' },
  failed: { does: 'odoo', why: 'won_failed' },
  in_progress: { does: null, why: 'won_running' },
  done: { does: null, why: 'won_done' },
} as const;

/** The last word was the lead's. */
const isWaitingForReply = ({ conversation }: Card): boolean =>
  conversation?.messages.at(-1)?.from === 'lead';

const byClass: Readonly<Record<LeadClass, NextAction>> = {
  HOT: { does: 'call', why: 'hot' },
  WARM: { does: 'whatsapp', why: 'warm' },
  COLD: { does: 'task', why: 'cold' },
  NURTURING: { does: null, why: 'cool' },
};

function ofScore({ scores, current, lead, nextClass, nextQuestion }: Card): NextAction | null {
  const score = scores.find(({ model }) => model === current);
  if (score === undefined) return null;
  if (nextClass !== null && (nextQuestion?.couldBring ?? 0) >= nextClass.points) {
    return { does: 'ask', why: 'reaches' };
  }
  if (lead.stage?.key === 'in_contact') return { does: 'whatsapp', why: 'in_contact' };
  return byClass[score.leadClass];
}
