import type { LeadClass } from '../../contract/score.js';
import type { ClassLimits } from './score-tables.js';

/** The class above, and the points that the total lacks; null in the highest. */
export function nextClassOf(
  total: number,
  classes: ClassLimits,
): { readonly leadClass: LeadClass; readonly points: number } | null {
  const above = classes.filter(({ from }) => from > total).at(-1);
  return above === undefined ? null : { leadClass: above.leadClass, points: above.from - total };
}
