import { shareInterval } from './compare-shares.js';
import type { Interval, Share } from './interval.js';

/** What one qualified lead cost; without any yet it is only known that it is more than `low`. */
export interface CostPer {
  readonly value: number | null;
  readonly low: number;
  /** Null: no bound. */
  readonly high: number | null;
}

/** The cost is known, how many qualify is not: the interval follows from the share's. Null without leads. */
export function costPer(cost: number, share: Share): CostPer | null {
  if (share.of === 0) return null;
  const { low, high }: Interval = shareInterval(share);
  return {
    value: share.count === 0 ? null : cost / share.count,
    low: cost / (share.of * high),
    high: share.count === 0 ? null : cost / (share.of * low),
  };
}
