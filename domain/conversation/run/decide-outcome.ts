import type { StageKey } from '../../../contract/card.js';
import type { EndingKey } from '../conversation.js';

const hourMs = 60 * 60_000;

/** What follows from a conversation's end and its score (R5.1, the stage table). */
export interface Outcome {
  /** Null: it stays where it is. */
  readonly stage: StageKey | null;
  /** A person is asked to act within this time; null where nobody is. */
  readonly taskWithinMs: number | null;
  readonly startsFollowUp: boolean;
}

const qualifiedFrom = 70;

/** `total` is the lead score at the end or the time-out. */
export function decideOutcome(
  ending: EndingKey,
  total: number,
  from: { warm: number; cold: number },
): Outcome {
  if (ending === 'opted_out') return nothing;
  const byScore = outcomeOf(total, from);
  // Whoever asked for a person, or was not understood, gets one whatever the score.
  return needsPerson(ending) && byScore.taskWithinMs === null
    ? { ...byScore, stage: null, taskWithinMs: 4 * hourMs }
    : byScore;
}

const nothing: Outcome = { stage: null, taskWithinMs: null, startsFollowUp: false };

function outcomeOf(total: number, { warm, cold }: { warm: number; cold: number }): Outcome {
  if (total >= qualifiedFrom) {
    return { stage: 'qualified', taskWithinMs: 2 * hourMs, startsFollowUp: false };
  }
  if (total >= warm) return { stage: null, taskWithinMs: 4 * hourMs, startsFollowUp: false };
  if (total >= cold) return { stage: null, taskWithinMs: null, startsFollowUp: true };
  return { stage: 'nurturing', taskWithinMs: null, startsFollowUp: false };
}

/** A person takes over (R4.1): the bot could not, or the lead wants one. */
export const needsPerson = (ending: EndingKey): boolean =>
  ending === 'person' ||
  ending === 'specialist' ||
  ending === 'not_understood' ||
  ending === 'timed_out' ||
  ending === 'undelivered';
