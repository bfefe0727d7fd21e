import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createJobs } from '../../backend/src/jobs/jobs.js';
import type { Handler } from '../../backend/src/jobs/job.js';
import { createDatabase } from '../../backend/src/storage/db.js';
import { startChild } from '../storage/child/child.js';
import { openTestDatabase, silentLog } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from './eventually.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const newJobs = () =>
  createJobs({
    db: createDatabase(database.pool),
    connectionString: database.connectionString,
    log: silentLog,
    clock: () => new Date(),
    superviseSeconds: 1,
  });

const finishing = (step: string, seen: number[], change: Partial<Handler> = {}): Handler => ({
  step,
  batch: 10,
  concurrency: 1,
  ladder: [0],
  run: (list) => {
    seen.push(...list.map(({ attempt }) => attempt));
    return Promise.resolve(list.map(() => ({ kind: 'done', next: [] })));
  },
  ...change,
});

test('a job whose process was killed is run again by the next one, at once, and counts as tried', async () => {
  const child = startChild('hang-in-job', [database.connectionString, 'hung']);
  await child.line('running');
  await child.ended('SIGKILL');
  const seen: number[] = [];
  const jobs = newJobs();
  const begun = Date.now();
  await jobs.start([finishing('hung', seen)]);
  await eventually(() => seen.length === 1);
  await jobs.stop();

  expect(seen).toEqual([2]);
  expect(Date.now() - begun).toBeLessThan(5000);
});

test('a job that kills its process every time ends as a dead letter', async () => {
  for (let run = 0; run < 2; run += 1) {
    const child = startChild('hang-in-job', [database.connectionString, 'poison']);
    await child.line('running');
    await child.ended('SIGKILL');
  }
  const seen: number[] = [];
  const jobs = newJobs();
  await jobs.start([finishing('poison', seen)]);
  await eventually(async () => (await jobs.deadLetters()).length === 1);

  expect(seen).toEqual([]);
  expect(await jobs.deadLetters()).toMatchObject([
    {
      step: 'poison',
      code: 'internal',
      attempts: 2,
      message: 'The process ended 2 times while this job ran.',
    },
  ]);
  await jobs.stop();
});

test('while another process lives, its jobs are left to it; once it is killed their lease runs out', async () => {
  const child = startChild('hang-in-job', [database.connectionString, 'leased']);
  await child.line('running');
  const seen: number[] = [];
  const jobs = newJobs();
  await jobs.start([finishing('leased', seen)]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(seen).toEqual([]);

  await child.ended('SIGKILL');
  // The heartbeat's ten seconds pass in the row instead of in the test.
  await database.pool.query(
    `update pgboss.job set heartbeat_on = now() - heartbeat_seconds * interval '1 s' where name = 'leased'`,
  );
  await eventually(() => seen.length === 1, 10_000);
  expect(seen).toEqual([2]);
  await jobs.stop();
});
