import { expect, test } from '@jest/globals';
import { playDay } from './play-day.js';
import { roughDay } from './scenario.js';

const minute = 60_000;

/** `npm run soak` plays twenty seeds of five hundred; each run of the tests one of a few dozen. */
const seeds = Number(process.env['SOAK_SEEDS'] ?? 1);
const people = Number(process.env['SOAK_PEOPLE'] ?? 45);
const first = Number(process.env['SOAK_FIRST'] ?? 1);

test.each(Array.from({ length: seeds }, (_none, index) => first + index))(
  'nobody is written to twice, after "BAJA", without consent, over the limit or in a closed window; nobody is stuck (R4.1, R5.4, R8.1; seed %i)',
  async (seed) => {
    const played = await playDay(roughDay(seed, people));
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
  // A shared machine may take five times as long as an idle one.
  Math.max(8, people / 5) * minute,
);
