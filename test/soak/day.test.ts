import { expect, test } from '@jest/globals';
import { playDay } from './play-day.js';
import type { Scenario } from './play-day.js';

const minute = 60_000;
const hour = 60 * minute;

/** `npm run soak` plays twenty seeds of five hundred; each run of the tests one of a few dozen. */
const seeds = Number(process.env['SOAK_SEEDS'] ?? 1);
const people = Number(process.env['SOAK_PEOPLE'] ?? 45);
const first = Number(process.env['SOAK_FIRST'] ?? 1);

const rough = (seed: number): Scenario => ({
  ...{ seed, people, lastsMs: 30 * hour, arrivals: [0, 2 * hour] },
  // Fewer than come: the rest waits until the next day.
  peoplePerDay: Math.floor(people * 0.7),
  ...{ lost: 0.08, twice: 0.15, late: 0.12, deaths: 0.05, faults: 0.1 },
  down: [50 * minute, 110 * minute],
});

test.each(Array.from({ length: seeds }, (_none, index) => first + index))(
  'nobody is written to twice, after "BAJA", without consent, over the limit or in a closed window; nobody is stuck (R4.1, R5.4, R8.1; seed %i)',
  async (seed) => {
    const played = await playDay(rough(seed));
    if (process.env['SOAK_SEEDS'] !== undefined) {
      const { wrongs, ...told } = played;
      process.stdout.write(`seed ${seed}: ${JSON.stringify({ wrongs: wrongs.length, ...told })}\n`);
    }
    expect(played.wrongs).toEqual([]);
    const stuck = ['welcoming', 'welcomed', 'waiting', 'running'].map(
      (state) => [state, played.states[state] ?? 0] as const,
    );
    expect(stuck.filter(([, count]) => count > 0)).toEqual([]);
    expect(played.deaths).toBeGreaterThan(0);
    expect(played.hooksLost).toBeGreaterThan(0);
    expect(played.endings['completed'] ?? 0).toBeGreaterThan(0);
  },
  3 * minute,
);
