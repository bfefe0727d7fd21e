import type { Score } from '../../contract/score.js';

const byRank = ['lead', 'inlead', 'pre'] as const;

/** The score that stands in Kommo's `lead_score`: the conversation's, else InLead's, else the form's (R4.4). */
export function scoreInForce(scores: readonly Score[]): Score | null {
  const ranked = byRank.flatMap((model) => scores.filter((score) => score.model === model));
  return ranked[0] ?? null;
}
