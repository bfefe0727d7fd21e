import { sql } from 'kysely';
import type { Logger } from '../log.js';
import type { Database } from '../storage/db.js';
import { executorOf } from './executor.js';
import type { JobRequest, Jobs } from './job.js';

export interface Relay {
  /** Deliveries were stored. They are moved at the next idle moment, at the latest after 250 ms. */
  nudge(): void;
  start(): void;
  /** Moves what is there now; answers how many deliveries. */
  runOnce(): Promise<number>;
  stop(): Promise<void>;
}

export interface RelayOptions {
  readonly db: Database;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly log: Logger;
  /** The job of a stored capture. */
  readonly captureJob: (captureId: string) => JobRequest;
  /** The job of a stored hook; its kind is a HookKind. */
  readonly hookJob: (hookId: string, kind: string) => JobRequest;
}

const pollMs = 1000;
const idleMs = 20;
const latestMs = 250;
const most = 500;

/**
 * Moves deliveries into the queue after they are acknowledged: a job in the same commit would cost a third of the
 * captures per second. What a crash leaves is found by the poll, also one of another process.
 */
export function createRelay(options: RelayOptions): Relay {
  let timer: NodeJS.Timeout | null = null;
  let poll: NodeJS.Timeout | null = null;
  let running: Promise<number> | null = null;
  let first = 0;
  let last = 0;

  const runOnce = (): Promise<number> => {
    running = (running ?? Promise.resolve(0)).catch(() => 0).then(() => moveAll(options));
    return running;
  };
  const runAndReport = (): void => {
    void runOnce().catch((error: unknown) => {
      options.log.warn({ err: error }, 'deliveries wait: they could not be moved into the queue');
    });
  };
  const check = (): void => {
    const now = Date.now();
    const due = now - last >= idleMs || now - first >= latestMs;
    timer = due ? null : setTimeout(check, idleMs);
    if (due) runAndReport();
  };

  return {
    nudge: () => {
      last = Date.now();
      // Before the start there is no queue yet: the first poll finds them.
      if (timer !== null || poll === null) return;
      first = last;
      timer = setTimeout(check, idleMs);
    },
    start: () => {
      poll ??= setInterval(runAndReport, pollMs);
      runAndReport();
    },
    runOnce,
    stop: async () => {
      if (poll) clearInterval(poll);
      if (timer) clearTimeout(timer);
      poll = null;
      timer = null;
      await running?.catch(() => 0);
    },
  };
}

async function moveAll(options: RelayOptions): Promise<number> {
  let total = 0;
  for (;;) {
    const moved = await options.db.transaction().execute((trx) => moveSome(trx, options));
    total += moved;
    if (moved < most) return total;
  }
}

async function moveSome(
  trx: Database,
  { jobs, captureJob, hookJob }: RelayOptions,
): Promise<number> {
  const captures = await take(trx, 'captures');
  const hooks = await take(trx, 'hooks');
  const requests = [
    ...captures.map(({ id }) => captureJob(id)),
    ...hooks.map(({ id, kind }) => hookJob(id, kind)),
  ];
  if (requests.length > 0) await jobs.enqueue(requests, executorOf(trx));
  return Math.max(captures.length, hooks.length);
}

async function take(
  trx: Database,
  table: 'captures' | 'hooks',
): Promise<readonly { id: string; kind: string }[]> {
  const { rows } = await sql<{ id: string; kind: string }>`
    update ${sql.table(table)} set state = 'queued' where id in (
      select id from ${sql.table(table)} where state = 'received'
      order by received_at limit ${most} for update skip locked)
    returning id, ${table === 'hooks' ? sql.ref('kind') : sql.lit('capture')} as kind`.execute(trx);
  return rows;
}
