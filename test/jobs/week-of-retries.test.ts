import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { AppError, backoff } from '../../backend/src/errors.js';
import { createClock } from '../../backend/src/clock.js';
import type { Clock } from '../../backend/src/clock.js';
import { createJobs } from '../../backend/src/jobs/jobs.js';
import type { Jobs } from '../../backend/src/jobs/job.js';
import { createDatabase } from '../../backend/src/storage/db.js';
import { openTestDatabase, silentLog } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from './eventually.js';

const start = Date.parse('2026-11-20T12:00:00Z');
const hour = 3_600_000;

let database: TestDatabase;
let processes: { readonly jobs: Jobs; readonly clock: Clock }[];
let clock: Clock;
let jobs: Jobs;

beforeEach(async () => {
  database = await openTestDatabase();
  processes = [open(), open()];
  [{ clock, jobs }] = processes as [(typeof processes)[number]];
});
afterEach(async () => {
  for (const one of processes) await one.jobs.stop();
  await database.drop();
});

/** A process whose clock stands still until the test moves it. */
function open() {
  const own = createClock(() => new Date(start));
  const parts = createJobs({
    db: createDatabase(database.pool),
    connectionString: database.connectionString,
    log: silentLog,
    clock: own.now,
    random: () => 0,
  });
  own.onMoved(() => parts.followClock(own.offsetMs()));
  return { jobs: parts, clock: own };
}

/** Nothing runs, and what waits has its time ahead. */
const isAtRest = async (): Promise<boolean> =>
  (await jobs.stats()).every(
    ({ waiting, delayed, running }) => waiting === delayed && running === 0,
  );

test('a week of retries passes as the clock is driven: each at its time, then a person decides (R6.1)', async () => {
  const ladder = [1, 4, 12, 24, 48, 48, 48].map((hours) => hours * 3_600);
  const ranAt: number[] = [];
  const step = {
    ...{ step: 'send', batch: 1, concurrency: 1, ladder },
    run: () => {
      ranAt.push((clock.now().getTime() - start) / hour);
      const error = new AppError('odoo_unreachable', 'It does not answer.', { retry: backoff });
      return Promise.resolve([{ kind: 'failed' as const, error }]);
    },
  };
  for (const one of processes) await one.jobs.start(one.jobs === jobs ? [step] : []);
  await jobs.enqueue([{ step: 'send', key: 'a', data: null }]);
  await eventually(async () => ranAt.length === 1 && (await isAtRest()));

  const dueAt = [1, 5, 17, 41, 89, 137, 185];
  for (const hours of dueAt.flatMap((due) => [due - 0.01, due])) {
    // Every process follows; what waits is moved once.
    for (const one of processes) await one.clock.moveTo(hours * hour);
    await eventually(isAtRest);
  }
  expect(ranAt).toEqual([0, ...dueAt]);
  expect(await jobs.deadLetters()).toMatchObject([{ step: 'send', attempts: 8 }]);
  expect((await jobs.deadLetters())[0]?.failedAt).toBe(new Date(start + 185 * hour).toISOString());
});

test('a clock that is put back leaves waiting work where it is', async () => {
  const runs: unknown[] = [];
  await jobs.start([
    {
      ...{ step: 'later', batch: 1, concurrency: 1, ladder: [] },
      run: (list) => {
        runs.push(...list);
        return Promise.resolve(list.map(() => ({ kind: 'done' as const, next: [] })));
      },
    },
  ]);
  await jobs.enqueue([{ step: 'later', key: 'a', data: null, delayMs: 10 * hour }]);
  await clock.moveTo(6 * hour);
  await clock.moveTo(0);
  expect(runs).toEqual([]);
  await clock.moveTo(4 * hour);
  await eventually(() => runs.length === 1);
});
