import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { AppError, untilMended } from '../../backend/src/errors.js';
import type { Jobs } from '../../backend/src/jobs/job.js';
import { createJobs } from '../../backend/src/jobs/jobs.js';
import { createDatabase } from '../../backend/src/storage/db.js';
import { done, failed } from '../../backend/src/work/outcome.js';
import { openTestDatabase, silentLog } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from './eventually.js';

let database: TestDatabase;
let jobs: Jobs;
let isDown: boolean;
let attempts: number[];
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  isDown = true;
  attempts = [];
  const { connectionString, pool } = database;
  const tools = { db: createDatabase(pool), connectionString, log: silentLog };
  jobs = createJobs({ ...tools, clock: () => new Date() });
  await jobs.start([
    {
      ...{ step: 'carry', batch: 10, concurrency: 1, ladder: [3_600, 3_600] },
      about: (data) => ({ kommoLeadId: Number(data) }),
      run: (list) => {
        attempts.push(...list.map(({ attempt }) => attempt));
        return Promise.resolve(list.map(({ data }) => (isDown ? failed(errorOf(data)) : done())));
      },
    },
  ]);
});
afterEach(() => jobs.stop());

/** Lead 9 waits for what a person mends, the others for Odoo. */
const errorOf = (data: unknown): AppError =>
  data === 9
    ? new AppError('kommo_not_connected', 'Connect it.', { retry: untilMended(3_600_000) })
    : new AppError('odoo_unreachable', 'It is down.', {
        retry: { kind: 'backoff' },
        reason: { code: 'problem.odoo_unreachable' },
      });

let asked = 0;
async function ask(...leads: readonly number[]): Promise<void> {
  asked += 1;
  const keyOf = (lead: number) => `${lead}:${asked}`;
  await jobs.enqueue(leads.map((lead) => ({ step: 'carry', key: keyOf(lead), data: lead })));
  await eventually(async () => (await jobs.countWaiting()) === leads.length);
}

test('what failed and will be tried again is listed with why, and when next, and leaves when it is done (R6.2)', async () => {
  await ask(7, 9);
  const [first] = await jobs.waitingOf({ kommoLeadId: 7, leadId: null });
  expect(first).toMatchObject({
    ...{ step: 'carry', key: '7:1', kommoLeadId: 7, leadId: null },
    ...{ code: 'odoo_unreachable', reason: { code: 'problem.odoo_unreachable' }, attempts: 1 },
  });
  expect(Date.parse(first?.nextAt ?? '') - Date.parse(first?.since ?? '')).toBeGreaterThan(
    3_500_000,
  );
  // Waiting for what somebody mends costs no try.
  expect(await jobs.waitingOf({ kommoLeadId: 9, leadId: null })).toMatchObject([{ attempts: 0 }]);
  expect(await jobs.waiting()).toHaveLength(2);

  isDown = false;
  const ids = (await jobs.waiting()).map(({ id }) => id);
  expect(await jobs.retryNow(ids)).toBe(2);
  await eventually(async () => (await jobs.countWaiting()) === 0);
  expect(attempts.sort()).toEqual([1, 1, 1, 2]);
});

test('a vendor that answers again wakes what waited for it, and nothing else', async () => {
  await ask(1, 2, 9);
  isDown = false;
  expect(await jobs.wake(['odoo_unreachable'])).toBe(2);
  await eventually(async () => (await jobs.countWaiting()) === 1);
  expect(await jobs.waiting()).toMatchObject([{ kommoLeadId: 9 }]);
  await jobs.wake(['kommo_not_connected']);
  await eventually(async () => (await jobs.countWaiting()) === 0);
});

test('what fails again after it was hurried keeps when it began, and ends as a dead letter after its last try', async () => {
  await ask(3);
  const [first] = await jobs.waiting();
  await jobs.retryNow([first?.id ?? '']);
  await eventually(async () => (await jobs.waiting())[0]?.attempts === 2);
  expect((await jobs.waiting())[0]).toMatchObject({ since: first?.since });
  await jobs.retryNow([first?.id ?? '']);
  await eventually(async () => (await jobs.countDeadLetters()) === 1);
  expect(await jobs.waiting()).toEqual([]);
});
