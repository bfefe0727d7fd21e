import type { Score } from '../../contract/score.js';
import type { Blueprint } from '../blueprint/shape.js';
import { factsOf } from '../lead/facts.js';
import type { LeadProfile } from '../lead/lead.js';
import { scoreLead } from './score-lead.js';
import type { Reply } from './score-lead.js';
import { scorePre } from './score-pre.js';
import type { LeadScoreTable, ScoreTables } from './score-tables.js';

/**
 * The score of what is known now, by the model that counts: once the conversation has made one, that is its score, and
 * the form's stays what the form said (R4.4).
 */
export function rescore(
  profile: LeadProfile,
  lead: Score | null,
  tables: ScoreTables,
  blueprint: Blueprint,
): Score {
  const facts = factsOf(profile);
  if (lead === null) return scorePre(facts, tables.pre, blueprint);
  return scoreLead({ ...facts, reply: replyOf(lead, tables.lead) }, tables.lead, blueprint);
}

/** How fast the lead replied is a fact of the conversation; its own line is where it is kept. */
export function replyOf(
  { contributions }: Pick<Score, 'contributions'>,
  { replies, wording }: Pick<LeadScoreTable, 'replies' | 'wording'>,
): Reply {
  const answer = contributions.find(({ factor }) => factor === 'response_speed')?.answer ?? null;
  if (answer === null) return { kind: 'not_measured' };
  if (answer === wording.noReply) return { kind: 'none' };
  const band = replies.findIndex(({ label }) => label === answer);
  // A band that is called otherwise by now: the slowest reply says least too much.
  if (band < 0) return { kind: 'none' };
  return { kind: 'after', ms: replies[band - 1]?.belowMs ?? 0 };
}
