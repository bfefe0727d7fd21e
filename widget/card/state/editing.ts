import type { Card } from '../../../contract/card.js';
import type { FactorKey } from '../../../contract/score.js';
import type { Failure } from '../../outcome.js';

/** The one answer that the executive is changing. What is typed stays in the field until it is saved. */
export type Editing =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'open';
      readonly question: string;
      readonly place: Place;
      readonly failure: Failure | null;
    }
  | {
      readonly kind: 'saving';
      readonly question: string;
      readonly place: Place;
      readonly value: string;
    };

/** Among the answers, or right where the card proposes to ask. */
type Place = 'answers' | 'question';

/** What the last saved answer did to the score. */
export interface Difference {
  readonly question: string;
  readonly place: Place;
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
  /** The answer to the question that the card proposes, in one step. */
  | { readonly kind: 'edit_answered'; readonly question: string; readonly value: string }
  | { readonly kind: 'edit_cancelled' }
  | { readonly kind: 'edit_sent'; readonly value: string }
  | { readonly kind: 'edit_saved'; readonly card: Card; readonly at: number }
  | { readonly kind: 'edit_failed'; readonly failure: Failure };

export const noEdits: Edits = { editing: { kind: 'none' }, difference: null };

export function reduceEdits(edits: Edits, event: EditEvent, card: Card): Edits {
  const { editing } = edits;
  if (event.kind === 'edit_opened') return open(edits, event.question, card);
  if (event.kind === 'edit_answered') return answer(edits, event, card);
  if (editing.kind === 'open') {
    if (event.kind === 'edit_cancelled') return noEdits;
    if (event.kind !== 'edit_sent') return edits;
    const { question, place } = editing;
    return { ...edits, editing: { kind: 'saving', question, place, value: event.value } };
  }
  if (editing.kind === 'saving') {
    const { question, place } = editing;
    if (event.kind === 'edit_saved') {
      const difference = differ({ question, place }, card, event.card);
      return { editing: { kind: 'none' }, difference };
    }
    if (event.kind !== 'edit_failed') return edits;
    return { ...edits, editing: { kind: 'open', question, place, failure: event.failure } };
  }
  return edits;
}

/** One at a time: a second one would lose what was typed into the first. */
function open(edits: Edits, question: string, { answers }: Card): Edits {
  if (!isFree(edits, question, answers)) return edits;
  const editing = { kind: 'open', question, place: 'answers', failure: null } as const;
  return { editing, difference: null };
}

function answer(
  edits: Edits,
  { question, value }: { readonly question: string; readonly value: string },
  { answers }: Card,
): Edits {
  if (!isFree(edits, question, answers)) return edits;
  return { editing: { kind: 'saving', question, place: 'question', value }, difference: null };
}

const isFree = ({ editing }: Edits, question: string, answers: Card['answers']): boolean =>
  editing.kind !== 'saving' && answers.find((one) => one.question === question)?.editable === true;

function differ(
  edited: Pick<Difference, 'question' | 'place'>,
  before: Card,
  after: Card,
): Difference | null {
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
  return { ...edited, before: old?.total ?? null, after: score.total, parts };
}
