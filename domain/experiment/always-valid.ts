import type { Sample } from './compare-means.js';
import { valueOf } from './interval.js';
import type { Interval, Share } from './interval.js';

/** What is known of a difference: its size, and the square of its standard error. */
export interface Estimate {
  readonly difference: number;
  readonly square: number;
}

/** A difference of 15 points of 100 is what the test is best at finding. */
const expected = 0.15 ** 2;
/** 1 ÷ 5 %: how much better "they differ" must explain what was seen before anybody may say so. */
export const enoughEvidence = 20;

/**
 * How much better a difference explains what was seen than none: the mixture sequential probability ratio test of Johari, Pekelis and
 * Walsh ("Always valid inference", 2017), with a normal mixture of variance τ². However often one looks, it reaches 20 by chance in at
 * most 5 % of experiments without a difference.
 */
export const evidenceOf = ({ difference, square }: Estimate): number =>
  Math.sqrt(square / (square + expected)) *
  Math.exp((expected * difference ** 2) / (2 * square * (square + expected)));

/** The interval of the same test: it holds the true difference at every look together, in 95 % of experiments. */
export function alwaysValidInterval({ difference, square }: Estimate): Interval {
  const spread = (square * (square + expected)) / expected;
  const reach = Math.sqrt(
    spread * (2 * Math.log(enoughEvidence) + Math.log((square + expected) / square)),
  );
  return { low: difference - reach, high: difference + reach };
}

/** The first share less the second; null while a side has none. Half a lead on each side keeps 0 of 5 from looking certain. */
export function estimateOfShares(first: Share, second: Share): Estimate | null {
  if (first.of === 0 || second.of === 0) return null;
  return {
    difference: valueOf(first) - valueOf(second),
    square: spreadOf(first) / first.of + spreadOf(second) / second.of,
  };
}

/** The variance of one lead's yes or no. */
export function spreadOf({ count, of }: Share): number {
  const p = (count + 0.5) / (of + 1);
  return p * (1 - p);
}

/** Fewer tell too little of how much scores spread. */
const fewest = 20;

/** The first mean less the second, both of 0 to 100, as shares of 100; null while a side has too few. */
export function estimateOfMeans(first: Sample, second: Sample): Estimate | null {
  const [one, other] = [first, second].map(({ variance, count }) => variance / count / 100 ** 2);
  if (Math.min(first.count, second.count) < fewest) return null;
  const square = (one ?? 0) + (other ?? 0);
  return square > 0 ? { difference: (first.mean - second.mean) / 100, square } : null;
}
