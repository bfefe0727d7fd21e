import { sql } from 'kysely';
import type { Logger } from '../log.js';
import type { Database } from '../storage/db.js';
import { executorOf } from '../storage/executor.js';
import type { JobRequest } from '../work/request.js';
import type { Jobs } from './job.js';

export interface Relay {
  /** Deliveries were stored. They are moved at the next idle moment, at the latest after 250 ms. */
  nudge(): void;
  /** Moves what is there, a portion while deliveries pour in. Before the first look a nudge does nothing: there is no queue. */
  look(): Promise<number>;
  /** Moves all that is there now; answers how many deliveries. */
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

const idleMs = 20;
const latestMs = 250;
const most = 500;
/**
 * While deliveries pour in, no more than this many move every `latestMs`: 100 a second is far more than a firm's
 * leads, and moving faster would only slow the acknowledgements. What is left moves at the first idle moment.
 */
const mostWhileBusy = 25;

/**
 * Moves deliveries into the queue after they are acknowledged: a job in the same commit would cost a third of the
 * captures per second. What a crash leaves is found by the tick's look, also one of another process.
 */
export function createRelay(options: RelayOptions): Relay {
  let timer: NodeJS.Timeout | null = null;
  let isOpen = false;
  let running: Promise<number> | null = null;
  let first = 0;
  let last = 0;

  const isBusy = (): boolean => performance.now() - last < idleMs;
  const move = (work: () => Promise<number>): Promise<number> => {
    running = (running ?? Promise.resolve(0)).catch(() => 0).then(work);
    return running;
  };
  const moveAsMuchAsFits = (): Promise<number> =>
    isBusy() ? moveSome(options, mostWhileBusy) : moveAll(options, isBusy);
  const runAndReport = (): void => {
    void move(moveAsMuchAsFits).catch((error: unknown) => {
      options.log.warn({ err: error }, 'deliveries wait: they could not be moved into the queue');
    });
  };
  const check = (): void => {
    const now = performance.now();
    const due = now - last >= idleMs || now - first >= latestMs;
    if (due) runAndReport();
    if (due) first = now;
    // Under load the next portion follows; at rest the last look was enough.
    timer = due && !isBusy() ? null : setTimeout(check, idleMs);
  };

  return {
    nudge: () => {
      last = performance.now();
      if (timer !== null || !isOpen) return;
      first = last;
      timer = setTimeout(check, idleMs);
    },
    look: () => {
      isOpen = true;
      return move(moveAsMuchAsFits);
    },
    runOnce: () => move(() => moveAll(options, () => false)),
    stop: async () => {
      if (timer) clearTimeout(timer);
      isOpen = false;
      timer = null;
      await running?.catch(() => 0);
    },
  };
}

async function moveAll(options: RelayOptions, isInterrupted: () => boolean): Promise<number> {
  let total = 0;
  for (;;) {
    const moved = await moveSome(options, most);
    total += moved;
    if (moved < most || isInterrupted()) return total;
  }
}

function moveSome({ db, jobs, captureJob, hookJob }: RelayOptions, limit: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const captures = await take(trx, 'captures', limit);
    const hooks = await take(trx, 'hooks', limit);
    const requests = [
      ...captures.map(({ id }) => captureJob(id)),
      ...hooks.map(({ id, kind }) => hookJob(id, kind)),
    ];
    if (requests.length > 0) await jobs.enqueue(requests, executorOf(trx));
    return Math.max(captures.length, hooks.length);
  });
}

async function take(
  trx: Database,
  table: 'captures' | 'hooks',
  limit: number,
): Promise<readonly { id: string; kind: string }[]> {
  const { rows } = await sql<{ id: string; kind: string }>`
    update ${sql.table(table)} set state = 'queued' where id in (
      select id from ${sql.table(table)} where state = 'received'
      order by received_at limit ${limit} for update skip locked)
    returning id, ${table === 'hooks' ? sql.ref('kind') : sql.lit('capture')} as kind`.execute(trx);
  return rows;
}
