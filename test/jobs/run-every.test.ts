import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { AppError, backoff, waits } from '../../backend/src/errors.js';
import { runEvery } from '../../backend/src/jobs/run-every.js';

test.each([
  ['Kommo’s limit', waits(1_000), 30, false],
  ['a vendor’s failure', backoff, 40, true],
])(
  'a tick that ends at %s is told with a stack only where something is wrong (R6.2)',
  async (_name, retry, level, hasStack) => {
    const lines: { readonly level: number; readonly err?: unknown }[] = [];
    const write = (line: string) => lines.push(JSON.parse(line) as (typeof lines)[number]);
    const ticking = runEvery({
      ...{ name: 'catch-up', everyMs: 60_000, log: pino({}, { write }) },
      run: () => Promise.reject(new AppError('kommo_unreachable', 'It waits.', { retry })),
    });
    await ticking.stop();
    expect(lines.map((line) => ({ level: line.level, hasStack: line.err !== undefined }))).toEqual([
      { level, hasStack },
    ]);
  },
);

test('a clock that is moved again and again while a tick runs gets one more run of it, and one chain of them (decision 20)', async () => {
  const ends: (() => void)[] = [];
  let [under, most] = [0, 0];
  const ticking = runEvery({
    ...{ name: 'conversations', everyMs: 60_000, log: pino({ level: 'silent' }) },
    run: async () => {
      under += 1;
      most = Math.max(most, under);
      await new Promise<void>((resolve) => ends.push(resolve));
      under -= 1;
    },
  });
  const moved = Array.from({ length: 20 }, () => ticking.now());
  await Promise.resolve();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  // Macrotask: whatever would follow the first run has begun.
  await new Promise((resolve) => setImmediate(resolve));
  expect({ runs: ends.length, most }).toEqual({ runs: 2, most: 1 });

  // What is asked for while the second runs has a third.
  const later = ticking.now();
  ends[1]?.();
  await Promise.all(moved);
  await new Promise((resolve) => setImmediate(resolve));
  expect({ runs: ends.length, most }).toEqual({ runs: 3, most: 1 });
  ends[2]?.();
  await later;

  const stopping = ticking.stop();
  await ticking.now();
  await stopping;
  expect(ends).toHaveLength(3);
});
