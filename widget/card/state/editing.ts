import type { Card } from '../../../contract/card.js';
import type { FactorKey } from '../../../contract/score.js';
import type { Failure } from '../../outcome.js';

/** The one answer that the executive is changing. What is typed stays in the field until it is saved. */
export type Editing =
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly question: string; readonly failure: Failure | null }
  | { readonly kind: 'saving'; readonly question: string; readonly value: string };

/** What the last saved answer did to the score. */
export interface Difference {
  readonly question: string;
  readonly before: number | null;
  readonly after: number;
  /** Every line with other points, the largest change first. */
  readonly parts: readonly { readonly factor: FactorKey; readonly points: number }[];
}

export interface Edits {
  readonly editing: Editing;
  readonly difference: Difference | null;
}

export type EditEvent =
  | { readonly kind: 'edit_opened'; readonly question: string }
  | { readonly kind: 'edit_cancelled' }
  | { readonly kind: 'edit_sent'; readonly value: string }
  | { readonly kind: 'edit_saved'; readonly card: Card; readonly at: number }
  | { readonly kind: 'edit_failed'; readonly failure: Failure };

export const noEdits: Edits = { editing: { kind: 'none' }, difference: null };

export function reduceEdits(edits: Edits, event: EditEvent, card: Card): Edits {
  const { editing } = edits;
  if (event.kind === 'edit_opened') return open(edits, event.question, card);
  if (editing.kind === 'open') {
    if (event.kind === 'edit_cancelled') return noEdits;
    if (event.kind !== 'edit_sent') return edits;
    const { question } = editing;
    return { ...edits, editing: { kind: 'saving', question, value: event.value } };
  }
  if (editing.kind === 'saving') {
    const { question } = editing;
    if (event.kind === 'edit_saved') {
      return { editing: { kind: 'none' }, difference: differ(question, card, event.card) };
    }
    if (event.kind !== 'edit_failed') return edits;
    return { ...edits, editing: { kind: 'open', question, failure: event.failure } };
  }
  return edits;
}

/** One at a time: a second one would lose what was typed into the first. */
function open(edits: Edits, question: string, { answers }: Card): Edits {
  const answer = answers.find((one) => one.question === question);
  if (edits.editing.kind === 'saving' || answer?.editable !== true) return edits;
  return { editing: { kind: 'open', question, failure: null }, difference: null };
}

function differ(question: string, before: Card, after: Card): Difference | null {
  const score = after.scores.find(({ model }) => model === after.current);
  if (score === undefined) return null;
  const old = before.scores.find(({ model }) => model === score.model);
  const parts = score.contributions
    .map(({ factor, points }) => {
      const was = old?.contributions.find((line) => line.factor === factor)?.points ?? 0;
      return { factor, points: points - was };
    })
    .filter(({ points }) => points !== 0)
    .sort((one, other) => Math.abs(other.points) - Math.abs(one.points));
  return { question, before: old?.total ?? null, after: score.total, parts };
}
