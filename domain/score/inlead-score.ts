import type { Score } from '../../contract/score.js';
import { classOf } from './score-line.js';
import type { ClassLimits } from './score-tables.js';

/** InLead's own number as a score of one line: it says nothing of where its points come from (R1.3, R4.4). */
export const scoreInlead = (inleadScore: number, classes: ClassLimits): Score => {
  const total = Math.round(Math.min(100, Math.max(0, inleadScore)));
  return {
    model: 'inlead',
    version: 'inlead',
    total,
    leadClass: classOf(total, classes),
    contributions: [{ factor: 'inlead_score', answer: `${total}`, points: total, most: 100 }],
    missing: [],
  };
};
