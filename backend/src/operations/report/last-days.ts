import { dateOfDay, dayNumberOf } from '../../../../domain/time/local-time.js';

/** The days up to today in local time, the earliest first, as they are shown ("24/11") and counted. */
export interface Days {
  readonly labels: readonly string[];
  /** Of an instant: the place of its day, or -1 where it is earlier. */
  readonly placeOf: (at: string) => number;
  readonly count: number;
}

export function lastDays(now: Date, count: number): Days {
  const first = dayNumberOf(now) - count + 1;
  return {
    count,
    labels: Array.from({ length: count }, (_none, at) => {
      const [, month = '', day = ''] = dateOfDay(first + at).split('-');
      return `${day}/${month}`;
    }),
    placeOf: (at) => Math.max(-1, dayNumberOf(new Date(at)) - first),
  };
}
