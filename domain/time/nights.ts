import { nightHour } from '../blueprint/operating-rules.js';
import { atMinute, dateOfDay, dayNumberOf } from './local-time.js';

const nightMinute = nightHour * 60;

export interface Night {
  /** Its local date, "2026-11-23". */
  readonly name: string;
  readonly at: Date;
}

/** The latest 03:00 in Santo Domingo that is not after `now`. */
export function lastNight(now: Date): Night {
  const today = nightOf(dayNumberOf(now));
  return today.at > now ? nightOf(dayNumberOf(now) - 1) : today;
}

export function nextNight(now: Date): Night {
  const today = nightOf(dayNumberOf(now));
  return today.at > now ? today : nightOf(dayNumberOf(now) + 1);
}

const nightOf = (day: number): Night => ({ name: dateOfDay(day), at: atMinute(day, nightMinute) });
