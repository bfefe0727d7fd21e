import { dateOfDay, dayOfDate, weekdayOfDay } from './local-time.js';
import type { LocalDate } from './local-time.js';

/** What the yearly official list adds or takes back: the Ministry of Labour publishes it each November. */
export interface HolidayChanges {
  readonly added: readonly LocalDate[];
  readonly removed: readonly LocalDate[];
}

/**
 * The Dominican public holidays of a year (Ley 139-97), in order. 6 and 26 January and 6 November move to the nearer Monday when they
 * fall on a Tuesday to Friday, 1 May does too, and from a Sunday to the Monday after; the others stay, 16 August among them (the Ministry
 * has kept it in place since the Supreme Court's ruling 14 of 20-02-2008).
 */
export function holidaysOf(year: number, changes: HolidayChanges = none): readonly LocalDate[] {
  const easter = easterDayOf(year);
  const own = [
    ...fixed.map((date) => dayOfDate(`${year}-${date}`)),
    ...movable.map((date) => moved(dayOfDate(`${year}-${date}`))),
    movedLabourDay(dayOfDate(`${year}-05-01`)),
    easter - 2,
    easter + 60,
  ].map(dateOfDay);
  const added = changes.added.filter((date) => date.startsWith(`${year}-`));
  return [...new Set([...own, ...added])].filter((date) => !changes.removed.includes(date)).sort();
}

const none: HolidayChanges = { added: [], removed: [] };
const fixed = ['01-01', '01-21', '02-27', '08-16', '09-24', '12-25'];
const movable = ['01-06', '01-26', '11-06'];

/** Tuesday and Wednesday go back to Monday, Thursday and Friday on to the next one. */
function moved(day: number): number {
  const weekday = weekdayOfDay(day);
  if (weekday === 2 || weekday === 3) return day - (weekday - 1);
  if (weekday === 4 || weekday === 5) return day + (8 - weekday);
  return day;
}

const movedLabourDay = (day: number): number => (weekdayOfDay(day) === 7 ? day + 1 : moved(day));

/** Gauss' rule for the Gregorian calendar, as Meeus writes it; the local day's number. */
function easterDayOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((8 * b + 13) / 25);
  const e = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const f = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - e - (c % 4)) % 7;
  const g = Math.floor((a + 11 * e + 22 * f) / 451);
  const month = Math.floor((e + f - 7 * g + 114) / 31);
  const day = ((e + f - 7 * g + 114) % 31) + 1;
  return dayOfDate(`${year}-${pad(month)}-${pad(day)}`);
}

const pad = (value: number): string => String(value).padStart(2, '0');
