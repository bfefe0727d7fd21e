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

test('a job whose process was killed is run again by the next one, at once, and it costs no try', async () => {
  const child = startChild('hang-in-job', [database.connectionString, 'hung']);
  await child.line('running');
  await child.ended('SIGKILL');
  const seen: number[] = [];
  const jobs = newJobs();
  await jobs.start([finishing('hung', seen)]);
  await eventually(() => seen.length === 1);
  await jobs.stop();

  expect(seen).toEqual([1]);
});

test('of a batch in which one job ends the process the others are done, and it is set apart when it has done so three times alone (R6.1)', async () => {
  const ran: string[] = [];
  for (let run = 0; run < 4; run += 1) {
    const args = [database.connectionString, 'mixed', run === 0 ? 'ask' : 'go on'];
    const child = startChild('end-on-poison', args);
    await child.ended();
    ran.push(...child.lines);
  }
  const seen: number[] = [];
  const given: unknown[] = [];
  const jobs = newJobs();
  const giveUp = (_data: unknown, failure: unknown) => Promise.resolve(void given.push(failure));
  await jobs.start([finishing('mixed', seen, { giveUp })]);
  await eventually(async () => (await jobs.deadLetters()).length === 1);
  const rest = async () => (await jobs.stats()).find(({ step }) => step === 'mixed');
  await eventually(async () => (await rest())?.waiting === 0 && (await rest())?.running === 0);
  const letters = await jobs.deadLetters();
  await jobs.stop();

  const message = 'The process ended 3 times while this job ran alone.';
  expect(letters).toMatchObject([{ key: 'poison', code: 'interrupted', message }]);
  expect(given).toEqual([expect.objectContaining({ code: 'interrupted' })]);
  expect(seen).toEqual([]);
  for (const key of ['a', 'b', 'c', 'd']) {
    expect(ran.filter((line) => line === `ran ${key}`)).toHaveLength(2);
  }
});

test('while another process lives, its jobs are left to it; once it is killed their lease runs out', async () => {
  const child = startChild('hang-in-job', [database.connectionString, 'leased']);
  await child.line('running');
  const seen: number[] = [];
  const jobs = newJobs();
  await jobs.start([finishing('leased', seen)]);
  await jobs.enqueue([{ step: 'leased', key: 'later', data: null }]);
  await eventually(() => seen.length > 0);
  expect(seen).toEqual([1]);

  await child.ended('SIGKILL');
  // The heartbeat's ten seconds pass in the row instead of in the test.
  await database.pool.query(
    `update pgboss.job set heartbeat_on = now() - heartbeat_seconds * interval '1 s' where name = 'leased'`,
  );
  await eventually(() => seen.length === 2);
  expect(seen).toEqual([1, 1]);
  await jobs.stop();
});
