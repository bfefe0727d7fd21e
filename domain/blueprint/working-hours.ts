import type { WeekHours } from '../time/working-hours.js';

const weekday = [{ from: 8 * 60, to: 17 * 60 + 30 }];

/** When the firm works, local time; executives without hours of their own keep these. Touches keep them too. */
export const workingHours = {
  1: weekday,
  2: weekday,
  3: weekday,
  4: weekday,
  5: weekday,
  6: [{ from: 9 * 60, to: 13 * 60 }],
} as const satisfies WeekHours;
