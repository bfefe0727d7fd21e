import type { Card } from '../../contract/card.js';
import type { FactorKey, Score } from '../../contract/score.js';

export interface Disagreement {
  readonly form: number;
  readonly conversation: number;
  /** The factor that parts them most, and whether it is only unknown to the lower score. */
  readonly factor: FactorKey | null;
  readonly unanswered: boolean;
}

/** Totals further apart than this are marked even within one class. */
const tolerance = 15;

/** Whether the form's and the conversation's scores tell different stories, and why; null when they agree. */
export function findDisagreement(scores: Card['scores']): Disagreement | null {
  const form = scores.find(({ model }) => model === 'pre');
  const conversation = scores.find(({ model }) => model === 'lead');
  if (form === undefined || conversation === undefined) return null;
  const apart = Math.abs(form.total - conversation.total);
  if (apart < tolerance && form.leadClass === conversation.leadClass) return null;
  const lower = form.total < conversation.total ? form : conversation;
  const widest = widestLoss(lower, lower === form ? conversation : form);
  return {
    form: form.total,
    conversation: conversation.total,
    factor: widest,
    unanswered: widest !== null && lower.missing.some(({ factor }) => factor === widest),
  };
}

/** The factor where the lower score loses most of its points compared with the share the other gives it. */
function widestLoss(lower: Score, higher: Score): FactorKey | null {
  const shares = new Map(higher.contributions.map((line) => [line.factor, share(line)]));
  let widest: { factor: FactorKey; loss: number } | null = null;
  for (const line of lower.contributions) {
    const loss = ((shares.get(line.factor) ?? 1) - share(line)) * line.most;
    if (loss > (widest?.loss ?? 0)) widest = { factor: line.factor, loss };
  }
  return widest?.factor ?? null;
}

function share(line: { readonly points: number; readonly most: number }): number {
  return line.most === 0 ? 0 : line.points / line.most;
}
