import type { Contribution, FactorKey, LeadClass, Missing } from '../../contract/score.js';
import { optionOf, questionOf } from '../capture/option-of.js';
import type { Blueprint } from '../blueprint/shape.js';
import type { Facts } from '../lead/facts.js';
import type { QuestionKey } from '../lead/lead.js';
import type { ClassLimits, OptionPoints } from './score-tables.js';

/** A factor before its points are displayed. */
export interface Line {
  readonly factor: FactorKey;
  readonly answer: string | null;
  readonly points: number;
  readonly highest: number;
  readonly missing: readonly Open[];
}

/** What is unknown of a factor, and the most raw points that it could add. */
export interface Open {
  readonly question: QuestionKey | null;
  readonly fact: string | null;
  readonly points: number;
}

export const openQuestion = (question: QuestionKey, points: number): Open => ({
  question,
  fact: null,
  points,
});
export const openFact = (fact: string, points: number): Open => ({ question: null, fact, points });

/** A factor that one question decides. An answer that the table does not know counts as not given. */
export function choiceLine(
  factor: FactorKey & QuestionKey,
  table: OptionPoints,
  { values }: Facts,
  blueprint: Blueprint,
): Line {
  const highest = Math.max(...Object.values(table));
  const question = questionOf(factor, blueprint);
  const value = values[factor];
  const option = question === null || value === undefined ? null : optionOf(question, value);
  const points = option === null ? undefined : table[option.key];
  if (option === null || points === undefined) {
    return { factor, answer: null, points: 0, highest, missing: [openQuestion(factor, highest)] };
  }
  return { factor, answer: option.label, points, highest, missing: [] };
}

interface Part {
  readonly known: boolean;
  readonly points: number;
  readonly words: string;
  readonly fact: string;
}

/** A factor whose points are a sum of yes-or-no facts. */
export function sumLine(factor: FactorKey, parts: readonly Part[]): Line {
  const known = parts.filter((part) => part.known);
  const sum = (list: readonly Part[]) => list.reduce((total, { points }) => total + points, 0);
  return {
    factor,
    answer: known.length === 0 ? null : known.map(({ words }) => words).join(', '),
    points: sum(known),
    highest: sum(parts),
    missing: parts.filter((part) => !part.known).map(({ fact, points }) => openFact(fact, points)),
  };
}

/** Most valuable first; a factor's own order where they are worth the same. */
export const byCouldBring = (missing: readonly Missing[]): readonly Missing[] =>
  [...missing].sort((one, other) => other.couldBring - one.couldBring);

export const totalOf = (contributions: readonly Contribution[]): number =>
  contributions.reduce((total, { points }) => total + points, 0);

/** The class whose limit the total reaches (R2.5). */
export const classOf = (total: number, classes: ClassLimits): LeadClass =>
  classes.find(({ from }) => total >= from)?.leadClass ?? 'NURTURING';
