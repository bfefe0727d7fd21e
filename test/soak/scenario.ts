import type { TickName } from '../../backend/src/work/ticks.js';

const minute = 60_000;
const hour = 60 * minute;

/** How rough the time is; a longer soak is another one of these. */
export interface Scenario {
  readonly seed: number;
  readonly people: number;
  readonly lastsMs: number;
  /** They arrive between these, after the start. */
  readonly arrivals: readonly [number, number];
  readonly peoplePerDay: number;
  /** Shares of the hooks that are lost, come twice, or come late. */
  readonly lost: number;
  readonly twice: number;
  readonly late: number;
  /** Share of the work in which the process dies, and of the runs of a bot at which it does: what they sent is not known then. */
  readonly deaths: number;
  readonly deathsAtRuns: number;
  /** Share of the work that two processes do at the same time. */
  readonly overlaps?: number;
  /** Share of the steps in which Kommo answers a call wrongly. */
  readonly faults: number;
  /** The companion is down from, and until; nothing at all is done then. */
  readonly down: readonly [number, number];
  /** Time moves in these; a sentence of a lead and what follows from it share one. */
  readonly stepAt: (now: number) => number;
  /** The most that is passed over while nobody does anything. */
  readonly longestStepMs: number;
  /** Of the companion's, those that act on what is played. */
  readonly ticks: readonly TickName[];
}

/** One rough day, in the middle of which the companion is down for an hour. */
export const roughDay = (seed: number, people: number): Scenario => ({
  ...{ seed, people, lastsMs: 30 * hour, arrivals: [0, 2 * hour] },
  // Fewer than come: the rest waits until the next day.
  peoplePerDay: Math.floor(people * 0.7),
  ...{ lost: 0.08, twice: 0.15, late: 0.12, deaths: 0.05, deathsAtRuns: 0.12, faults: 0.1 },
  overlaps: 0.1,
  down: [50 * minute, 110 * minute],
  ...{ stepAt: () => 2 * minute, longestStepMs: 30 * minute },
  ticks: ['messages', 'conversations', 'stages', 'catch-up'],
});

/** Sixty rough days from a Monday at 08:00, with a day and a half of them without the companion. */
export const roughSixtyDays = (seed: number, people: number): Scenario => ({
  ...{ seed, people, lastsMs: 66 * 24 * hour, arrivals: [0, 36 * hour] },
  // New leads of one day fit; what is sent to older ones has to wait at times.
  peoplePerDay: Math.ceil(people * 0.8),
  ...{ lost: 0.08, twice: 0.15, late: 0.12, deaths: 0.04, deathsAtRuns: 0.05, faults: 0.2 },
  down: [10 * 24 * hour, 11.5 * 24 * hour],
  // While conversations run every answer has its step; later a working day has four.
  stepAt: (now) => (now < 42 * hour ? 10 * minute : 3 * hour),
  longestStepMs: 6 * hour,
  ticks: ['messages', 'conversations', 'stages', 'assignments', 'touches', 'catch-up'],
});
