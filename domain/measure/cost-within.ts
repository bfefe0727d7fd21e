import { dateOfDay, dayNumberOf } from '../time/local-time.js';

/** Amounts by month as ISO writes it, "2026-11". */
export type MonthlyCosts = Readonly<Record<string, number>>;

/** What falls on the days from `since` to `until`: each month's amount is spread evenly over its days. */
export function costWithin(costs: MonthlyCosts, since: Date, until: Date): number {
  let sum = 0;
  for (let day = dayNumberOf(since); day <= dayNumberOf(until); day += 1) {
    const month = dateOfDay(day).slice(0, 7);
    sum += (costs[month] ?? 0) / daysOf(month);
  }
  return sum;
}

function daysOf(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}
