import { PgBoss } from 'pg-boss';
import type { JobWithMetadata } from 'pg-boss';
import { AppError, after } from '../errors.js';
import type { Logger } from '../log.js';
import type { Database } from '../storage/db.js';
import { createAlarms } from './alarms.js';
import type { Alarms } from './alarms.js';
import { createDeadLetters } from './dead-letters.js';
import { enqueueWithin } from './enqueue.js';
import type { Envelope } from './enqueue.js';
import { executorOf } from '../storage/executor.js';
import type { SqlExecutor } from '../storage/executor.js';
import type { Handler, Jobs } from './job.js';
import type { JobRequest } from '../work/request.js';
import { moveDelays } from './follow-clock.js';
import { becomePresent } from './run/presence.js';
import type { Presence } from './run/presence.js';
import { createQueues } from './queues.js';
import { countJobs, createPersonalJobs, freeClaims, listPending, statesOf } from './pgboss-rows.js';
import { createAloneRuns, forgetStarts, mostAlone } from './run/run-alone.js';
import type { AloneRuns } from './run/run-alone.js';
import { runBatch, toClaimed } from './run/run-batch.js';
import type { BatchResult } from './run/run-batch.js';
import { settle } from './run/settle.js';
import type { Claimed, Settled } from './run/settle.js';
import { interrupted } from './run/verdict.js';
import { createWaiting } from './waiting.js';

export interface JobsOptions {
  readonly db: Database;
  /** The same database: pg-boss keeps connections of its own, one of which listens. */
  readonly connectionString: string;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly random?: () => number;
  /** How long `stop` waits for what runs. */
  readonly graceMs?: number;
  /** How often leases of killed processes are looked for; with the heartbeat's 10 s it is how long such a job waits. */
  readonly superviseSeconds?: number;
}

/** Durable jobs over pg-boss 12, in its schema `pgboss`; dead letters in a table of ours. */
export function createJobs(options: JobsOptions): Jobs {
  const { db, clock, log, graceMs = 10_000 } = options;
  const boss = createBoss(options);
  const workersByStep = new Map<string, readonly string[]>();
  const notify = (step: string): void => {
    for (const id of workersByStep.get(step) ?? []) boss.notifyWorker(id);
  };
  const notifyAll = (): void => {
    for (const step of workersByStep.keys()) notify(step);
  };
  const alarms = createAlarms(notify);
  const alone = createAloneRuns(db);
  let [opened, ready] = [false, false];
  let presence: Presence | null = null;

  const enqueue: Jobs['enqueue'] = async (requests, within) => {
    if (!ready) throw notRunning();
    if (within) await enqueueWithin(boss, within, requests);
    else await db.transaction().execute((trx) => enqueueWithin(boss, executorOf(trx), requests));
    soundFor(requests, alarms);
  };

  return {
    start: async (handlers) => {
      opened = true;
      await boss.start();
      const steps = handlers.map(({ step }) => step);
      await createQueues(boss, steps);
      presence = await becomePresent({ ...options, whenAlone: () => takeUp(db, log) });
      ready = true;
      for (const handler of handlers) {
        workersByStep.set(handler.step, await work({ ...options, boss, alarms, alone }, handler));
      }
    },
    enqueue,
    followClock: (offsetMs) => moveDelays(db, offsetMs, notifyAll),
    stop: async () => {
      if (!opened) return;
      opened = false;
      await boss.stop({ graceful: true, timeout: graceMs, close: true });
      ready = false;
      alarms.clear();
      await presence?.leave();
    },
    ...createDeadLetters({ db, boss, clock }),
    ...createWaiting({ db, boss, clock, notify }),
    ...createReads(db),
  };
}

const createReads = (db: Database): Pick<Jobs, 'statesOf' | 'stats' | 'personal' | 'pending'> => ({
  statesOf: statesOf(db),
  stats: () => countJobs(db),
  personal: createPersonalJobs(db),
  pending: () => listPending(db),
});

const notRunning = (): AppError =>
  new AppError(
    'not_ready',
    'Work cannot be queued: the queue is not running yet, or no more. Try again in a moment.',
    {
      retry: after(1000),
    },
  );

function createBoss({ connectionString, log, superviseSeconds = 10 }: JobsOptions): PgBoss {
  const boss = new PgBoss({
    connectionString,
    application_name: 'companion jobs',
    max: 5,
    useListenNotify: true,
    // Our own ticks find what is due (decision 8).
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  });
  // Unheard, an error (the database restarts) would end the process. Work goes on at the next poll.
  boss.on('error', (error) => {
    log.warn({ err: error.message }, 'job queue met an error');
  });
  boss.on('warning', ({ message }) => {
    log.warn({ warning: message }, 'job queue warned');
  });
  return boss;
}

interface WorkParts extends JobsOptions {
  readonly boss: PgBoss;
  readonly alarms: Alarms;
  readonly alone: AloneRuns;
}

/** One worker per concurrent run; answers their ids. */
async function work(parts: WorkParts, handler: Handler): Promise<readonly string[]> {
  const options = {
    batchSize: handler.batch,
    includeMetadata: true,
    // New jobs wake the workers by NOTIFY; the poll finds retries of crashed runs and is the safety net.
    notifyPollingIntervalSeconds: 2,
    pollingIntervalSeconds: 1,
    burstWhenBatchFull: handler.batch > 1,
  } as const;
  return Promise.all(
    Array.from({ length: handler.concurrency }, () =>
      parts.boss.work<Envelope, unknown, typeof options>(handler.step, options, (rows) =>
        process(parts, handler, rows),
      ),
    ),
  );
}

/** What a process had in hand when it ended is run again one by one, the rest together. */
async function process(
  parts: WorkParts,
  handler: Handler,
  rows: readonly JobWithMetadata<Envelope>[],
): Promise<void> {
  const { log, random = Math.random, alone } = parts;
  const run = (jobs: readonly Claimed[]) => runBatch(handler, jobs, { random, log });
  const claimed = rows.map((row) => toClaimed(row, handler));
  const together = claimed.filter(({ wasInterrupted }) => !wasInterrupted);
  if (together.length > 0) await record(parts, handler, await run(together));

  const interruptedJobs = claimed.filter(({ wasInterrupted }) => wasInterrupted);
  for (const job of await alone.inOrder(interruptedJobs)) {
    await alone.run(job.id, async (starts) => {
      const result = starts > mostAlone ? setApart(job) : await run([job]);
      await record(parts, handler, result, (within) => forgetStarts(within, job.id));
    });
  }
}

const setApart = (job: Claimed): BatchResult => ({
  settled: [{ job, verdict: interrupted(mostAlone) }],
  next: [],
});

async function record(
  { boss, db, clock, alarms }: WorkParts,
  handler: Handler,
  { settled, next }: BatchResult,
  also: (within: SqlExecutor) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const { job, verdict } of settled) {
    if (verdict.kind === 'dead') await handler.giveUp?.(job.payload, verdict);
  }
  await db.transaction().execute(async (trx) => {
    const within = executorOf(trx);
    await enqueueWithin(boss, within, next);
    await settle({ boss, within, now: clock() }, handler, settled);
    await also(within);
  });
  soundFor(next, alarms);
  soundForRetries(handler.step, settled, alarms);
}

function soundFor(requests: readonly JobRequest[], alarms: Alarms): void {
  for (const { step, delayMs } of requests) {
    if (delayMs !== undefined) alarms.set(step, delayMs);
  }
}

function soundForRetries(step: string, settled: readonly Settled[], alarms: Alarms): void {
  for (const { verdict } of settled) {
    if (verdict.kind === 'again') alarms.set(step, verdict.ms);
  }
}

/** Nobody else is there, so what is claimed was claimed by a process that has ended. */
async function takeUp(db: Database, log: Logger): Promise<void> {
  const jobs = await freeClaims(db);
  if (jobs > 0) log.info({ jobs }, 'jobs of an ended process taken up again');
}
