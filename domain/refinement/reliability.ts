import { shareInterval } from '../experiment/compare-shares.js';
import { bands, bandWidth } from '../experiment/distribution.js';
import type { Interval, Share } from '../experiment/interval.js';

export interface Band {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
  readonly won: Share;
  readonly interval: Interval;
}

/** How many leads ended so with this total. */
export interface Ended {
  readonly total: number;
  readonly isWon: boolean;
  readonly count: number;
}

/** Of the leads of each band of the score, how many were won: a score that is right rises from band to band. */
export const reliabilityOf = (leads: readonly Ended[]): readonly Band[] =>
  Array.from({ length: bands }, (_none, index) => {
    const from = index * bandWidth;
    const to = index === bands - 1 ? 100 : from + bandWidth - 1;
    return bandOf(leads, from, to);
  });

/** Fewer say nothing about the next one. */
export const fewestAlike = 10;

/** The leads that ended and had nearly the same score; null while there are too few of them (R8.8). */
export function leadsAlike(leads: readonly Ended[], total: number): Band | null {
  const reaches = [5, 10];
  const around = reaches.map((reach) =>
    bandOf(leads, Math.max(0, total - reach), Math.min(100, total + reach)),
  );
  return around.find(({ won }) => won.of >= fewestAlike) ?? null;
}

function bandOf(leads: readonly Ended[], from: number, to: number): Band {
  const those = leads.filter(({ total }) => total >= from && total <= to);
  const sum = (all: readonly Ended[]) => all.reduce((so, { count }) => so + count, 0);
  const won = { count: sum(those.filter(({ isWon }) => isWon)), of: sum(those) };
  return { from, to, won, interval: shareInterval(won) };
}
