import { expect, test } from '@jest/globals';
import { roughSixtyDays } from '../scenario.js';
import { playSixtyDays } from './play-sixty-days.js';

/** `npm run soak` plays twenty seeds of five hundred; each run of the tests one of each script. */
const seeds = Number(process.env['SOAK_SEEDS'] ?? 1);
const people = Number(process.env['SOAK_PEOPLE'] ?? 20);
const first = Number(process.env['SOAK_FIRST'] ?? 1);
// A shared machine may take ten times as long as an idle one.
const longestMs = Math.max(20, people / 4) * 60_000;

test.each(Array.from({ length: seeds }, (_none, index) => first + index))(
  'in sixty days nobody gets a message twice, after "BAJA", without consent or over the limit, and every lead ends as its script predicts (R3.1, R5.2, R5.4, R8.1; seed %i)',
  async (seed) => {
    const startedAt = performance.now();
    const began = process.cpuUsage();
    const { wrongs, ends, ...told } = await playSixtyDays(roughSixtyDays(seed, people));
    if (process.env['SOAK_SEEDS'] !== undefined) {
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      const { user, system } = process.cpuUsage(began);
      // What other work on the machine does not change.
      const cpuSeconds = Math.round((user + system) / 1e6);
      process.stdout.write(
        `sixty days, seed ${seed}: ${JSON.stringify({ seconds, cpuSeconds, wrongs: wrongs.length, ends: ends.length, ...told })}\n`,
      );
    }
    expect(wrongs).toEqual([]);
    expect(ends).toEqual([]);
    expect(told.deaths).toBeGreaterThan(0);
    expect(told.hooksLost).toBeGreaterThan(0);
  },
  longestMs,
);
