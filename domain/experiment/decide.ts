import { enoughEvidence, estimateOfShares, evidenceOf, spreadOf } from './always-valid.js';
import type { Arm } from './arm.js';
import type { ArmWeights } from './draw-arm.js';
import { valueOf } from './interval.js';
import type { Share } from './interval.js';

export type Verdict =
  /** The split is not what it is said to be: nothing can be concluded. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'winner'; readonly arm: Arm }
  /** About so many more leads on both sides together, if the difference stays as it looks. */
  | { readonly kind: 'more'; readonly leads: number }
  /** Too few yet to guess from: so many more for a difference of 20 to 40 %. */
  | { readonly kind: 'early'; readonly leads: number }
  /** The arms are so alike that no number of leads we will ever have tells them apart. */
  | { readonly kind: 'alike' };

export interface Compared {
  /** Qualified of all leads. */
  readonly shares: Readonly<Record<Arm, Share>>;
  readonly weights: ArmWeights;
  readonly broken: boolean;
}

/** On each side; with fewer the difference that one sees is mostly chance. */
const fewest = 10;
const planned = { a: { count: 200, of: 1_000 }, b: { count: 400, of: 1_000 } } as const;
/** Three years of leads. */
const mostLeads = 10_000;

/** No winner before the evidence is enough, however often one looks (R3.4, R8.7). */
export function decide({ shares, weights, broken }: Compared): Verdict {
  if (broken) return { kind: 'broken' };
  const seen = shares.a.of + shares.b.of;
  const missing = (needed: number) => Math.max(1, needed - seen);
  const atFirst = leadsToDecide(planned, weights) ?? mostLeads;
  if (Math.min(shares.a.of, shares.b.of) < fewest)
    return { kind: 'early', leads: missing(atFirst) };
  const estimate = estimateOfShares(shares.a, shares.b);
  if (estimate !== null && evidenceOf(estimate) >= enoughEvidence) {
    return { kind: 'winner', arm: estimate.difference > 0 ? 'a' : 'b' };
  }
  const needed = leadsToDecide(shares, weights);
  if (needed !== null) return { kind: 'more', leads: missing(needed) };
  return seen < atFirst ? { kind: 'early', leads: missing(atFirst) } : { kind: 'alike' };
}

/** How many leads in all until these shares, if they stay, are enough evidence; null for more than we will ever have. */
export function leadsToDecide({ a, b }: Compared['shares'], weights: ArmWeights): number | null {
  const all = weights.a + weights.b;
  const spread = (spreadOf(a) * all) / weights.a + (spreadOf(b) * all) / weights.b;
  const difference = valueOf(a) - valueOf(b);
  const isEnough = (leads: number): boolean =>
    evidenceOf({ difference, square: spread / leads }) >= enoughEvidence;
  if (!isEnough(mostLeads)) return null;
  let [low, high] = [0, mostLeads];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle > 0 && isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
