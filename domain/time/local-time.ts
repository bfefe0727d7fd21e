import { utcOffsetHours } from '../blueprint/operating-rules.js';

export const minuteMs = 60_000;
export const offsetMs = utcOffsetHours * 60 * minuteMs;
export const dayMs = 24 * 60 * minuteMs;

/** A local date as ISO writes it, "2026-11-23". */
export type LocalDate = string;

/** 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];

/** Whole local days since 1970-01-01. */
export const dayNumberOf = (at: Date): number => Math.floor((at.getTime() + offsetMs) / dayMs);

/** Minutes since local midnight, 0 to 1,439. */
export const minuteOfDay = (at: Date): number =>
  Math.floor((at.getTime() + offsetMs - dayNumberOf(at) * dayMs) / minuteMs);

export const dateOfDay = (day: number): LocalDate =>
  new Date(day * dayMs).toISOString().slice(0, 10);

export const dayOfDate = (date: LocalDate): number =>
  Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMs);

export const localDateOf = (at: Date): LocalDate => dateOfDay(dayNumberOf(at));

/** The instant of a minute of a local day. */
export const atMinute = (day: number, minute: number): Date =>
  new Date(day * dayMs - offsetMs + minute * minuteMs);

/** 1970-01-01 was a Thursday. */
export const weekdayOfDay = (day: number): Weekday => weekdays[(((day + 3) % 7) + 7) % 7] ?? 1;

const two = (value: number): string => String(value).padStart(2, '0');

/** As people here read it: "24/11 10:02". */
export function localClock(at: Date): string {
  const [, month = '', day = ''] = localDateOf(at).split('-');
  const minutes = minuteOfDay(at);
  return `${day}/${month} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
