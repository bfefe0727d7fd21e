import { holidaysOf } from './holidays.js';
import type { HolidayChanges } from './holidays.js';
import { atMinute, dateOfDay, dayNumberOf, minuteOfDay, weekdayOfDay } from './local-time.js';
import type { LocalDate, Weekday } from './local-time.js';

/** Local minutes of a day, from inclusive, to exclusive: 8:00 to 17:30 is `{ from: 480, to: 1050 }`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Spans in rising order without overlap; a weekday that is left out is free. */
export type WeekHours = Readonly<Partial<Record<Weekday, readonly Span[]>>>;

/** When somebody works: the week, less holidays and absences. */
export interface WorkTime {
  readonly week: WeekHours;
  readonly holidays: HolidayChanges;
  /** Local dates, both inclusive. */
  readonly absences: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
}

/** A week without any hour, or a year of absence, ends the search. */
const longestSearchDays = 400;

export const isWorking = (at: Date, time: WorkTime): boolean =>
  spansOf(dayNumberOf(at), time).some(
    ({ from, to }) => minuteOfDay(at) >= from && minuteOfDay(at) < to,
  );

/** `at` itself while somebody works, else the next beginning of work; null when there is none within 400 days. */
export function nextWorking(at: Date, time: WorkTime): Date | null {
  if (isWorking(at, time)) return at;
  const today = dayNumberOf(at);
  for (let day = today; day < today + longestSearchDays; day += 1) {
    const start = spansOf(day, time)
      .map(({ from }) => atMinute(day, from))
      .find((begin) => begin.getTime() >= at.getTime());
    if (start !== undefined) return start;
  }
  return null;
}

/** The instant at which `ms` of working time have passed since `from`; null when they never do within 400 days. */
export function addWorkingMs(from: Date, ms: number, time: WorkTime): Date | null {
  const today = dayNumberOf(from);
  let left = ms;
  for (let day = today; day < today + longestSearchDays; day += 1) {
    for (const span of spansOf(day, time)) {
      const begin = Math.max(atMinute(day, span.from).getTime(), from.getTime());
      const lasts = atMinute(day, span.to).getTime() - begin;
      if (lasts <= 0) continue;
      if (left <= lasts) return new Date(begin + left);
      left -= lasts;
    }
  }
  return null;
}

function spansOf(day: number, { week, holidays, absences }: WorkTime): readonly Span[] {
  const date = dateOfDay(day);
  const isFree =
    holidaysOf(Number(date.slice(0, 4)), holidays).includes(date) ||
    absences.some(({ from, to }) => from <= date && date <= to);
  return isFree ? [] : (week[weekdayOfDay(day)] ?? []);
}
