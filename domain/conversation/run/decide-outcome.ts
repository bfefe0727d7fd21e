import type { StageKey } from '../../../contract/card.js';
import type { EndingKey } from '../conversation.js';

const hourMs = 60 * 60_000;
/** Within this time a person takes up what is not yet qualified. */
export const takeUpMs = 4 * hourMs;

/** What follows from a conversation's end and its score (R5.1, the stage table). */
export interface Outcome {
  /** Null: it stays where it is. */
  readonly stage: StageKey | null;
  /** A person is asked to act within this time; null where nobody is. */
  readonly taskWithinMs: number | null;
  readonly startsFollowUp: boolean;
}

/** A lead of this score is qualified. */
export const qualifiedFrom = 70;

/**
 * `total` is the lead score at the end or the time-out. A lead that fell silent goes on by its score, and a person takes over
 * what is worth it (R4.1); whoever asked for a person, or was not understood, gets one whatever the score.
 */
export function decideOutcome(ending: Turnout, total: number, from: ScoreLimits): Outcome {
  if (ending === 'opted_out' || ending === 'taken' || ending === 'moved_on') return nothing;
  const byScore = outcomeOf(total, from);
  if (byScore.taskWithinMs !== null) return byScore;
  if (wantsPerson(ending)) return { ...byScore, stage: null, taskWithinMs: takeUpMs };
  return fellSilent(ending) && byScore.stage === null
    ? { ...byScore, taskWithinMs: takeUpMs }
    : byScore;
}

/** How a conversation ended, or that a person took it or moved its lead on, who decides what follows. */
export type Turnout = EndingKey | 'taken' | 'moved_on';

/** From where a score is WARM or COLD. */
export interface ScoreLimits {
  readonly warm: number;
  readonly cold: number;
}

const nothing: Outcome = { stage: null, taskWithinMs: null, startsFollowUp: false };

function outcomeOf(total: number, { warm, cold }: ScoreLimits): Outcome {
  if (total >= qualifiedFrom) {
    return { stage: 'qualified', taskWithinMs: 2 * hourMs, startsFollowUp: false };
  }
  if (total >= warm) return { stage: null, taskWithinMs: takeUpMs, startsFollowUp: false };
  if (total >= cold) return { stage: null, taskWithinMs: null, startsFollowUp: true };
  return { stage: 'nurturing', taskWithinMs: null, startsFollowUp: false };
}

const wantsPerson = (ending: EndingKey): boolean =>
  ending === 'person' || ending === 'specialist' || ending === 'not_understood';

const fellSilent = (ending: EndingKey): boolean =>
  ending === 'timed_out' || ending === 'undelivered';
