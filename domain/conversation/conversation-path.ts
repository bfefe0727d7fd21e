import type { AnswerValue, QuestionKey } from '../lead/lead.js';
import type { PointQuestion, PointReply } from './conversation.js';

/** How far a conversation's path is known. */
export interface Path {
  readonly earned: number;
  /** The most that the path can still reach, with what is earned. */
  readonly reachable: number;
  readonly answered: readonly QuestionKey[];
  /** The next question on it; null at its end. */
  readonly open: QuestionKey | null;
}

/** The most that any path from here can earn (R4.3). */
export const highestOf = ({ replies }: PointQuestion): number =>
  Math.max(
    ...replies.map(({ points, next }) => points + (next === undefined ? 0 : highestOf(next))),
  );

/** Follows the given answers from question to question; an answer that no reply covers counts as not given. */
export function walk(
  first: PointQuestion,
  values: Readonly<Partial<Record<QuestionKey, AnswerValue>>>,
): Path {
  const answered: QuestionKey[] = [];
  let earned = 0;
  let at: PointQuestion | undefined = first;
  while (at !== undefined) {
    const value: AnswerValue | undefined = values[at.question];
    const reply: PointReply | undefined =
      value === undefined ? undefined : at.replies.find((one) => covers(one, value));
    if (reply === undefined) {
      return { earned, reachable: earned + highestOf(at), answered, open: at.question };
    }
    answered.push(at.question);
    earned += reply.points;
    at = reply.next;
  }
  return { earned, reachable: earned, answered, open: null };
}

export const covers = ({ option, from, to }: PointReply, value: AnswerValue): boolean =>
  typeof value === 'string'
    ? option === value
    : option === undefined && value >= (from ?? -Infinity) && value <= (to ?? Infinity);
