import type { AnswerValue, QuestionKey } from '../lead/lead.js';
import type { PointBranch, PointQuestion } from '../score/score-tables.js';

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
export const highestOf = ({ branches }: PointQuestion): number =>
  Math.max(
    ...branches.map(({ points, next }) => points + (next === undefined ? 0 : highestOf(next))),
  );

/** Follows the given answers from question to question; an answer that no branch covers counts as not given. */
export function walk(
  first: PointQuestion,
  values: Readonly<Partial<Record<QuestionKey, AnswerValue>>>,
): Path {
  const answered: QuestionKey[] = [];
  let earned = 0;
  let at: PointQuestion | undefined = first;
  while (at !== undefined) {
    const value: AnswerValue | undefined = values[at.question];
    const branch: PointBranch | undefined =
      value === undefined ? undefined : at.branches.find((one) => covers(one, value));
    if (branch === undefined) {
      return { earned, reachable: earned + highestOf(at), answered, open: at.question };
    }
    answered.push(at.question);
    earned += branch.points;
    at = branch.next;
  }
  return { earned, reachable: earned, answered, open: null };
}

const covers = ({ options, from, to }: PointBranch, value: AnswerValue): boolean =>
  typeof value === 'string'
    ? (options?.includes(value) ?? false)
    : options === undefined && value >= (from ?? -Infinity) && value <= (to ?? Infinity);
