import { valueOf, z95 } from './interval.js';
import type { Interval, Share } from './interval.js';

/** Wilson's interval of 95 % for one share: right for few leads too, where the usual ± is far too narrow. */
export function shareInterval(share: Share): Interval {
  const { of } = share;
  if (of === 0) return { low: 0, high: 1 };
  const p = valueOf(share);
  const square = z95 ** 2;
  const middle = p + square / (2 * of);
  const reach = z95 * Math.sqrt((p * (1 - p)) / of + square / (4 * of ** 2));
  const whole = 1 + square / of;
  return {
    low: Math.max(0, (middle - reach) / whole),
    high: Math.min(1, (middle + reach) / whole),
  };
}

/** Newcombe's interval of 95 % (his method 10) for the first share less the second; for one look only, see `always-valid.ts`. */
export function differenceInterval(first: Share, second: Share): Interval {
  const [p, q] = [valueOf(first), valueOf(second)];
  const [one, other] = [shareInterval(first), shareInterval(second)];
  return {
    low: p - q - Math.hypot(p - one.low, other.high - q),
    high: p - q + Math.hypot(one.high - p, q - other.low),
  };
}
