import type { Interval } from './interval.js';
import { studentQuantile } from './special-functions.js';

/** Some numbers, as far as their mean can be compared. */
export interface Sample {
  readonly count: number;
  readonly mean: number;
  /** Squared standard deviation, with count − 1; 0 for fewer than two. */
  readonly variance: number;
}

export function sampleOf(values: readonly number[]): Sample {
  const count = values.length;
  const mean = count === 0 ? 0 : sum(values) / count;
  const squares = sum(values.map((value) => (value - mean) ** 2));
  return { count, mean, variance: count < 2 ? 0 : squares / (count - 1) };
}

/** Welch's interval of 95 % for the first mean less the second, whose spreads may differ; null with fewer than two on a side. */
export function meanDifference(first: Sample, second: Sample): Interval | null {
  if (first.count < 2 || second.count < 2) return null;
  const parts = [first, second].map(({ variance, count }) => ({
    square: variance / count,
    free: count - 1,
  }));
  const square = sum(parts.map((part) => part.square));
  const difference = first.mean - second.mean;
  if (square === 0) return { low: difference, high: difference };
  const freedom = square ** 2 / sum(parts.map((part) => part.square ** 2 / part.free));
  const reach = studentQuantile(0.05, freedom) * Math.sqrt(square);
  return { low: difference - reach, high: difference + reach };
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
