import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import { storableJson, storableText } from '../../storage/storable-json.js';
import type { Envelope } from '../enqueue.js';
import type { SqlExecutor } from '../../storage/executor.js';
import type { Handler } from '../job.js';
import type { Verdict } from './verdict.js';
import { recordWaiting } from '../waiting.js';

/** A job as this process claimed it; `run` is pg-boss's fence against a claim that has lapsed meanwhile. */
export interface Claimed {
  readonly id: string;
  readonly key: string;
  readonly run: number;
  readonly attempt: number;
  readonly isLast: boolean;
  readonly wasInterrupted: boolean;
  readonly payload: unknown;
}

export interface Settled {
  readonly job: Claimed;
  readonly verdict: Verdict;
}

interface Tools {
  readonly boss: PgBoss;
  readonly within: SqlExecutor;
  readonly now: Date;
}

/** Writes what became of each job. In one transaction with the next jobs, so that a crash loses or doubles neither. */
export async function settle(
  tools: Tools,
  handler: Handler,
  settled: readonly Settled[],
): Promise<void> {
  await complete(tools, handler.step, settled);
  await reschedule(tools, handler.step, settled);
  await bury(tools, handler.step, settled);
  await recordWaiting(tools, handler, settled);
}

const attemptOf = ({ job }: Settled) => ({ id: job.id, retryCount: job.run });

async function complete(
  { boss, within }: Tools,
  step: string,
  settled: readonly Settled[],
): Promise<void> {
  const done = settled.filter(({ verdict }) => verdict.kind === 'done');
  if (done.length > 0) await boss.complete(step, done.map(attemptOf), null, { db: within });
}

/**
 * pg-boss has one delay per queue and counts every failure as a try. So the job fails, which keeps it (its queue allows a
 * million claims) and closes this claim, and then gets its own time and our counts. The count of claims goes on rising,
 * which keeps old claims out.
 */
async function reschedule(
  { boss, within }: Tools,
  step: string,
  settled: readonly Settled[],
): Promise<void> {
  const again = settled.filter(({ verdict }) => verdict.kind === 'again');
  if (again.length === 0) return;
  await boss.fail(step, again.map(attemptOf), null, { db: within });
  for (const { job, verdict } of again) {
    if (verdict.kind !== 'again') continue;
    const tries = verdict.costsTry ? job.attempt : job.attempt - 1;
    const data: Envelope = { payload: job.payload, tries, ended: job.run + 1 };
    const startAfter = `${Math.round(verdict.ms)} milliseconds`;
    await boss.update(step, data, { id: job.id, startAfter, db: within });
  }
}

/** The row leaves the queue, so that the same step and key can be asked for again. */
async function bury(
  { boss, within, now }: Tools,
  step: string,
  settled: readonly Settled[],
): Promise<void> {
  const rows = settled.flatMap(({ job, verdict }) => {
    if (verdict.kind !== 'dead') return [];
    const { code, reason, message } = verdict;
    const { key, attempt: attempts, payload: data } = job;
    return [
      { id: randomUUID(), key, data, code, reason, message: storableText(message), attempts },
    ];
  });
  if (rows.length === 0) return;
  await within.executeSql(
    `insert into dead_letters (id, step, key, data, code, reason, message, attempts, failed_at)
     select id, $1, key, coalesce(data, 'null'::jsonb), code, reason, message, attempts, $3
     from json_to_recordset($2::json) as row
       (id text, key text, data jsonb, code text, reason jsonb, message text, attempts int)
     on conflict (step, key) where discarded_at is null do update set
       data = excluded.data, code = excluded.code, reason = excluded.reason, message = excluded.message,
       attempts = excluded.attempts, failed_at = excluded.failed_at`,
    [step, storableJson(rows), now],
  );
  const dead = settled.filter(({ verdict }) => verdict.kind === 'dead');
  await boss.deleteJob(step, dead.map(attemptOf), { db: within });
}
