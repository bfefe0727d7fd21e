import type { Blueprint } from '../blueprint/shape.js';
import { optionOf, questionOf } from '../capture/option-of.js';
import type { Facts } from '../lead/facts.js';
import type { Reply } from '../score/score-lead.js';
import type { ChoiceFactor } from '../score/score-tables.js';

/** A lead whose end is known: what the refinement learns from (R8.8). */
export interface ClosedLead {
  readonly kommoLeadId: number;
  /** ISO 8601, UTC. */
  readonly capturedAt: string;
  readonly isWon: boolean;
  readonly facts: Facts;
  readonly reply: Reply;
  /** The total that stood in Kommo when it ended. */
  readonly total: number;
}

/** The option that a lead chose; null where it did not answer. */
export function chosenOption(
  factor: ChoiceFactor,
  { values }: Facts,
  blueprint: Blueprint,
): string | null {
  const question = questionOf(factor, blueprint);
  const value = values[factor];
  if (question === null || value === undefined) return null;
  return optionOf(question, value)?.key ?? null;
}
