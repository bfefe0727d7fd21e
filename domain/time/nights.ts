/** Santo Domingo keeps UTC-4 all year: it has had no summer time since 1974 (tz database, America/Santo_Domingo). */
const offsetMs = -4 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;
/** 03:00 local time, when nobody sells. */
const hourMs = 3 * 60 * 60 * 1000;

export interface Night {
  /** Its local date, "2026-11-23". */
  readonly name: string;
  readonly at: Date;
}

/** The latest 03:00 in Santo Domingo that is not after `now`. */
export function lastNight(now: Date): Night {
  const days = Math.floor((now.getTime() + offsetMs - hourMs) / dayMs);
  return nightOf(days);
}

export const nextNight = (now: Date): Night =>
  nightOf(Math.floor((now.getTime() + offsetMs - hourMs) / dayMs) + 1);

const nightOf = (days: number): Night => ({
  name: new Date(days * dayMs).toISOString().slice(0, 10),
  at: new Date(days * dayMs + hourMs - offsetMs),
});
