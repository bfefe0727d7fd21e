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
