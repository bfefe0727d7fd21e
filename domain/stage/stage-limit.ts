import { workTimeOf } from '../assignment/team.js';
import type { Team } from '../assignment/team.js';
import { nextWorking } from '../time/working-hours.js';

/** Who is told that a lead is over its stage's limit. */
export type Teller = 'queue_owner' | 'executive' | 'manager';

/** A stage as far as its time limit goes. */
interface Limited {
  readonly key: string;
  readonly limitMs: number | null;
  /** In this order, each after as long again, at most a day. */
  readonly tells: readonly Teller[];
  /** A limit that ends outside working hours ends when they begin. */
  readonly waitsForWork: boolean;
}

const dayMs = 24 * 60 * 60_000;

/** When the limit of a stage ends that began at `enteredAt`; null where it has none (R3.1). */
export function limitEnd({ limitMs, waitsForWork }: Limited, enteredAt: Date, team: Team) {
  if (limitMs === null) return null;
  const at = new Date(enteredAt.getTime() + limitMs);
  return waitsForWork ? (nextWorking(at, workTimeOf(team, null)) ?? at) : at;
}

/** What is known where the limit has ended. */
export interface OverLimit {
  readonly told: readonly Teller[];
  /** Of the lead's conversation; null where it has none. */
  readonly conversation: {
    readonly ended: boolean;
    /** By the lead's own "BAJA": no task came of it. */
    readonly optedOut: boolean;
    readonly waitsUntil: Date | null;
  } | null;
  readonly hasManager: boolean;
  /** When the meeting is to be that "En Contacto" began with, as its open task has it; null where none is. */
  readonly meetingAt: Date | null;
}

export type LimitDecision =
  | { readonly kind: 'clear' }
  | { readonly kind: 'wait'; readonly until: Date }
  | {
      readonly kind: 'tell';
      readonly whom: Teller;
      /** When the next one would be told; null where nobody is left. */
      readonly nextAt: Date | null;
    };

/** While the bot takes a conversation over by itself, nobody else does. */
const afterBotMs = { new: 30_000, qualifying: 5 * 60_000 };

/** What follows where a lead is over its limit: each is told once (the stage table, R8.5). */
export function decideLimit(stage: Limited, over: OverLimit, now: Date): LimitDecision {
  const byBot = leftToBot(stage.key, over, now);
  if (byBot !== null) return byBot;
  const { meetingAt } = over;
  if (meetingAt !== null && meetingAt > now) return { kind: 'wait', until: meetingAt };
  const left = stage.tells.filter(
    (whom) => !over.told.includes(whom) && (whom !== 'manager' || over.hasManager),
  );
  const [whom, next] = left;
  if (whom === undefined) return { kind: 'clear' };
  const wait = Math.min(stage.limitMs ?? dayMs, dayMs);
  return { kind: 'tell', whom, nextAt: next === undefined ? null : new Date(now.getTime() + wait) };
}

function leftToBot(stage: string, { conversation }: OverLimit, now: Date): LimitDecision | null {
  if ((stage !== 'new' && stage !== 'qualifying') || conversation === null) return null;
  const { ended, optedOut, waitsUntil } = conversation;
  if (ended) return afterEnd(stage, optedOut);
  // A welcome that the day's limit puts off is no reason to let the lead wait.
  if (waitsUntil === null || (stage === 'new' && waitsUntil > now)) return null;
  const until = new Date(waitsUntil.getTime() + afterBotMs[stage]);
  return until > now ? { kind: 'wait', until } : null;
}

/** A person has its task, so the limit is over; after an opt-out before the first question nobody has one. */
const afterEnd = (stage: string, optedOut: boolean): LimitDecision | null =>
  stage === 'new' && optedOut ? null : { kind: 'clear' };

/** Whose task it is: of the first who exists; null leaves it to the lead's own. */
export function userToTell(whom: Teller, team: Team, responsibleUserId: number | null) {
  if (whom === 'manager') return team.managerId;
  return whom === 'queue_owner' ? (team.queueOwnerId ?? responsibleUserId) : responsibleUserId;
}
