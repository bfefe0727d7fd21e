import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, after, never } from '../../backend/src/errors.js';
import { createJobs } from '../../backend/src/jobs/jobs.js';
import type { Handler, Job, Jobs } from '../../backend/src/jobs/job.js';
import type { Outcome } from '../../backend/src/work/outcome.js';
import type { JobRequest } from '../../backend/src/work/request.js';
import { createDatabase } from '../../backend/src/storage/db.js';
import { executorOf } from '../../backend/src/storage/executor.js';
import { openTestDatabase, silentLog } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { eventually } from './eventually.js';

const done = (next: readonly JobRequest[] = []): Outcome => ({ kind: 'done', next });
const failed = (error: unknown): Outcome => ({ kind: 'failed', error });

const handler = (
  change: Partial<Handler> & Pick<Handler, 'step'>,
  run: (job: Job) => Outcome,
): Handler => ({
  batch: 10,
  concurrency: 1,
  ladder: [0.05, 0.05],
  run: (jobs) => Promise.resolve(jobs.map(run)),
  ...change,
});

describe('jobs', () => {
  let database: TestDatabase;
  let jobs: Jobs;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    jobs = newJobs();
  });
  afterEach(() => jobs.stop());

  const newJobs = (): Jobs =>
    createJobs({
      db: createDatabase(database.pool),
      connectionString: database.connectionString,
      log: silentLog,
      clock: () => new Date(),
    });

  test('a job runs soon after it is enqueued and queues the next one', async () => {
    const seen: string[] = [];
    await jobs.start([
      handler({ step: 'one' }, ({ data }) => {
        seen.push(`one ${JSON.stringify(data)}`);
        return done([{ step: 'two', key: 'k', data: ['list'] }]);
      }),
      handler({ step: 'two' }, ({ data, attempt }) => {
        seen.push(`two ${JSON.stringify(data)} ${attempt}`);
        return done();
      }),
    ]);
    await jobs.enqueue([{ step: 'one', key: 'warm', data: null }]);
    await eventually(() => seen.length === 2);
    await jobs.enqueue([{ step: 'one', key: 'k', data: { id: 1 } }]);
    await eventually(() => seen.length >= 3);

    expect(seen).toEqual(['one null', 'two ["list"] 1', 'one {"id":1}']);
  });

  test('the same step and key is one job, also when it is done', async () => {
    let runs = 0;
    await jobs.start([
      handler({ step: 'once' }, () => {
        runs += 1;
        return done();
      }),
      handler({ step: 'mark' }, () => done()),
    ]);
    const same = { step: 'once', key: 'a', data: 1 };
    await Promise.all([jobs.enqueue([same, same]), jobs.enqueue([same])]);
    await eventually(() => runs === 1);
    await eventually(async () => (await countOf('once')).running === 0);
    await jobs.enqueue([same]);

    expect(await countOf('once')).toMatchObject({ waiting: 0, running: 0 });
    expect(runs).toBe(1);
  });

  test('a job asked for in a transaction is there when that is kept, and leaves nothing when it is not (R4.1)', async () => {
    const seen: string[] = [];
    const db = createDatabase(database.pool);
    await jobs.start([
      handler({ step: 'within' }, ({ key }) => {
        seen.push(key);
        return done();
      }),
    ]);
    const ask = (key: string, then: () => Promise<void>) =>
      db.transaction().execute(async (trx) => {
        await jobs.enqueue([{ step: 'within', key, data: null }], executorOf(trx));
        await then();
      });
    const undone = ask('undone', () => Promise.reject(new Error('taken back')));
    await expect(undone).rejects.toThrow('taken back');
    await ask('kept', () => Promise.resolve());
    await eventually(() => seen.length > 0);
    await eventually(async () => (await countOf('within')).running === 0);
    expect(seen).toEqual(['kept']);
    expect(await countOf('within')).toMatchObject({ waiting: 0, running: 0 });

    // Its name is not taken by what was never asked for.
    await ask('undone', () => Promise.resolve());
    await eventually(() => seen.length === 2);
    expect(seen).toEqual(['kept', 'undone']);
  });

  const countOf = async (step: string) => {
    const found = (await jobs.stats()).find((counts) => counts.step === step);
    if (!found) throw new Error(`no counts of ${step}`);
    return found;
  };

  test('"later" runs again after its time without consuming a try', async () => {
    const attempts: number[] = [];
    await jobs.start([
      handler({ step: 'later', ladder: [] }, ({ attempt }) => {
        attempts.push(attempt);
        return attempts.length < 4 ? { kind: 'later', ms: 30, reason: 'busy' } : done();
      }),
    ]);
    await jobs.enqueue([{ step: 'later', key: 'a', data: null }]);
    await eventually(() => attempts.length === 4);

    expect(attempts).toEqual([1, 1, 1, 1]);
    await eventually(async () => (await countOf('later')).waiting === 0);
    expect(await jobs.deadLetters()).toEqual([]);
  });

  test('a failure climbs the ladder and ends as a dead letter that can be redriven (R6.1)', async () => {
    const attempts: number[] = [];
    let broken = true;
    await jobs.start([
      handler({ step: 'ladder' }, ({ attempt }) => {
        attempts.push(attempt);
        return broken
          ? failed(
              new AppError('odoo_unreachable', 'Odoo does not answer: start it.', {
                retry: after(10),
                reason: { code: 'problem.odoo_unreachable' },
              }),
            )
          : done();
      }),
    ]);
    await jobs.enqueue([{ step: 'ladder', key: 'lead 7', data: { leadId: 7 } }]);
    await eventually(async () => (await jobs.deadLetters()).length === 1);

    expect(attempts).toEqual([1, 2, 3]);
    const [letter] = await jobs.deadLetters();
    expect(letter).toEqual({
      id: expect.any(String),
      step: 'ladder',
      key: 'lead 7',
      data: { leadId: 7 },
      code: 'odoo_unreachable',
      reason: { code: 'problem.odoo_unreachable' },
      message: 'Odoo does not answer: start it.',
      attempts: 3,
      failedAt: expect.stringMatching(/Z$/),
    });
    expect((await countOf('ladder')).dead).toBe(1);

    broken = false;
    expect(await jobs.redrive([letter?.id ?? ''])).toBe(1);
    await eventually(() => attempts.length === 4);
    expect(attempts).toEqual([1, 2, 3, 1]);
    expect(await jobs.deadLetters()).toEqual([]);
  });

  test('a failure that never passes is a dead letter at once, and its neighbours are not touched (R6.2)', async () => {
    const doneKeys: string[] = [];
    await jobs.start([
      handler({ step: 'mixed' }, ({ key }) => {
        if (key === 'bad')
          return failed(
            new AppError('odoo_mapping', 'No product for this service.', { retry: never }),
          );
        doneKeys.push(key);
        return done();
      }),
    ]);
    await jobs.enqueue(['a', 'bad', 'b'].map((key) => ({ step: 'mixed', key, data: null })));
    await eventually(async () => doneKeys.length === 2 && (await jobs.deadLetters()).length === 1);

    const [letter] = await jobs.deadLetters();
    expect(letter).toMatchObject({ key: 'bad', code: 'odoo_mapping', attempts: 1 });
    expect(await jobs.discard([letter?.id ?? ''], 'a test')).toBe(1);
    expect(await jobs.deadLetters()).toEqual([]);
  });

  test('what a handler throws fails its batch, and no stack is stored', async () => {
    await jobs.start([
      handler(
        {
          step: 'throws',
          ladder: [],
          run: () => Promise.reject(new TypeError('undefined is not a lead')),
        },
        () => done(),
      ),
    ]);
    await jobs.enqueue([{ step: 'throws', key: 'a', data: 'x\u0000y' }]);
    await eventually(async () => (await jobs.deadLetters()).length === 1);

    const [letter] = await jobs.deadLetters();
    expect(letter).toMatchObject({
      code: 'internal',
      reason: null,
      message: 'TypeError: undefined is not a lead',
      data: 'xy',
    });
    await jobs.discard([letter?.id ?? ''], 'a test');
  });

  test('a dead letter that is asked for again is superseded', async () => {
    let broken = true;
    await jobs.start([
      handler({ step: 'again', ladder: [] }, () => (broken ? failed(new Error('no')) : done())),
    ]);
    await jobs.enqueue([{ step: 'again', key: 'a', data: null }]);
    await eventually(async () => (await jobs.deadLetters()).length === 1);

    broken = false;
    await jobs.enqueue([{ step: 'again', key: 'a', data: null }]);
    await eventually(
      async () => (await countOf('again')).waiting + (await countOf('again')).running === 0,
    );
    expect(await jobs.deadLetters()).toEqual([]);
  });

  test('thousands of jobs drain, each once', async () => {
    let count = 0;
    await jobs.start([
      handler({ step: 'drain', batch: 100, concurrency: 2 }, () => {
        count += 1;
        return done();
      }),
    ]);
    await jobs.enqueue(
      Array.from({ length: 3000 }, (_, index) => ({
        step: 'drain',
        key: `k${index}`,
        data: { index },
      })),
    );
    await eventually(() => count >= 3000);
    await jobs.stop();

    expect(count).toBe(3000);
  });

  test('a job that is to wait is found when the clock is moved past its time (decision 20)', async () => {
    let runs = 0;
    await jobs.start([
      handler({ step: 'delayed' }, () => {
        runs += 1;
        return done();
      }),
    ]);
    await jobs.enqueue([{ step: 'delayed', key: 'a', data: null, delayMs: 3_600_000 }]);
    await jobs.followClock(3_500_000);
    expect(await countOf('delayed')).toMatchObject({ waiting: 1, delayed: 1 });
    await jobs.followClock(3_600_000);
    await eventually(() => runs === 1);
  });

  test('stop lets what runs finish', async () => {
    let finished = false;
    let started = false;
    let finish = (): void => undefined;
    const told = new Promise<void>((resolve) => (finish = resolve));
    await jobs.start([
      handler(
        {
          step: 'slow',
          run: async (list) => {
            started = true;
            await told;
            finished = true;
            return list.map(() => done());
          },
        },
        () => done(),
      ),
    ]);
    await jobs.enqueue([{ step: 'slow', key: 'a', data: null }]);
    await eventually(() => started);
    const stopped = jobs.stop();
    finish();
    await stopped;

    expect(finished).toBe(true);
    const { rows } = await database.pool.query("select state from pgboss.job where name = 'slow'");
    expect(rows).toEqual([{ state: 'completed' }]);
  });
});
