import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createJobs } from '../../backend/src/jobs/jobs.js';
import type { Handler, Jobs } from '../../backend/src/jobs/job.js';
import { createRelay } from '../../backend/src/jobs/relay.js';
import type { Relay } from '../../backend/src/jobs/relay.js';
import { createDatabase } from '../../backend/src/storage/db.js';
import type { Database } from '../../backend/src/storage/db.js';
import { newCapture } from '../storage/examples.js';
import { openTestDatabase, silentLog } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from './eventually.js';

describe('the relay', () => {
  let database: TestDatabase;
  let db: Database;
  let jobs: Jobs;
  let relay: Relay;
  let seen: string[];
  beforeAll(async () => {
    database = await openTestDatabase({
      onReceived: () => {
        relay.nudge();
      },
    });
    db = createDatabase(database.pool);
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    seen = [];
    jobs = createJobs({
      db,
      connectionString: database.connectionString,
      log: silentLog,
      clock: () => new Date(),
    });
    relay = newRelay(jobs);
  });
  afterEach(async () => {
    await relay.stop();
    await jobs.stop();
  });

  const newRelay = (to: Pick<Jobs, 'enqueue'>): Relay =>
    createRelay({
      db,
      jobs: to,
      log: silentLog,
      captureJob: (id) => ({ step: 'score', key: id, data: { captureId: id } }),
      hookJob: (id, kind) => ({ step: `hook-${kind}`, key: id, data: { hookId: id } }),
    });
  const note = (step: string): Handler => ({
    step,
    batch: 100,
    concurrency: 1,
    ladder: [1],
    run: (list) => {
      seen.push(...list.map(({ data }) => `${step} ${JSON.stringify(data)}`));
      return Promise.resolve(list.map(() => ({ kind: 'done', next: [] })));
    },
  });
  const append = async (count: number): Promise<readonly string[]> => {
    const stored = await Promise.all(
      Array.from({ length: count }, () => database.store.captures.append(newCapture())),
    );
    return stored.map((one) => ('captureId' in one ? one.captureId : ''));
  };

  test('a stored delivery becomes one job, within a moment (R1.2)', async () => {
    await jobs.start([note('score'), note('hook-account')]);
    await relay.look();
    await append(1);
    await eventually(() => seen.length === 1);
    const [id = ''] = await append(1);
    await database.store.hooks.append({
      kind: 'account',
      dedupeKey: 'd1',
      body: {},
      requestId: 'r',
    });
    await eventually(() => seen.length === 3);

    expect(seen).toContain(`score {"captureId":"${id}"}`);
    expect(seen[2] ?? seen[1]).toMatch(/hook-account|score/);
  });

  test('what was stored before the start is found', async () => {
    const ids = await append(3);
    await jobs.start([note('score')]);
    await relay.look();
    await eventually(() => seen.length === 3);

    expect(seen.sort()).toEqual(ids.map((id) => `score {"captureId":"${id}"}`).sort());
  });

  test('more than one statement holds is moved at once, each delivery one time, by two relays', async () => {
    const ids = await append(1200);
    await jobs.start([note('score')]);
    const other = newRelay(jobs);
    const moved = await Promise.all([relay.runOnce(), other.runOnce(), relay.runOnce()]);
    await eventually(() => seen.length >= 1200);

    expect(moved.reduce((sum, count) => sum + count)).toBe(1200);
    expect(new Set(seen).size).toBe(ids.length);
    expect(seen).toHaveLength(1200);
  });

  test('a move that fails leaves the deliveries for the next one', async () => {
    await append(2);
    const broken = newRelay({ enqueue: () => Promise.reject(new Error('no queue')) });
    await expect(broken.runOnce()).rejects.toThrow('no queue');
    await jobs.start([note('score')]);

    expect(await relay.runOnce()).toBe(2);
    await eventually(() => seen.length === 2);
  });

  test('a burst is moved while it goes on', async () => {
    await jobs.start([note('score')]);
    await relay.look();
    const stop = new AbortController();
    const burst = (async () => {
      while (!stop.signal.aborted) await append(5);
    })();
    await eventually(() => seen.length > 0);
    expect(stop.signal.aborted).toBe(false);
    stop.abort();
    await burst;
  });
});
