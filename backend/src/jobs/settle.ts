import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import { storableJson, storableText } from '../storage/storable-json.js';
import type { SqlExecutor } from './executor.js';
import type { Fate } from './verdict.js';

/** A job as this process claimed it; `run` is pg-boss's fence against a claim that has lapsed meanwhile. */
export interface Claimed {
  readonly id: string;
  readonly key: string;
  readonly run: number;
  readonly attempt: number;
  readonly isLast: boolean;
  readonly payload: unknown;
}

export interface Settled {
  readonly job: Claimed;
  readonly fate: Fate;
}

/** Writes what became of each job. In one transaction with the next jobs, so that a crash loses or doubles neither. */
export async function settle(
  {
    boss,
    within,
    now,
  }: { readonly boss: PgBoss; readonly within: SqlExecutor; readonly now: Date },
  step: string,
  settled: readonly Settled[],
): Promise<void> {
  await complete(boss, within, step, settled);
  await reschedule(within, step, settled);
  await bury({ boss, within, now }, step, settled);
}

const attemptOf = ({ job }: Settled) => ({ id: job.id, retryCount: job.run });

async function complete(
  boss: PgBoss,
  within: SqlExecutor,
  step: string,
  settled: readonly Settled[],
): Promise<void> {
  const done = settled.filter(({ fate }) => fate.kind === 'done');
  if (done.length > 0) await boss.complete(step, done.map(attemptOf), null, { db: within });
}

/**
 * pg-boss has one delay per queue and counts every failure as a try, so this moves its row the way its own failure path
 * does: to `retry` with a time to start. The count of runs goes on rising at each claim, which keeps old claims out.
 */
async function reschedule(
  within: SqlExecutor,
  step: string,
  settled: readonly Settled[],
): Promise<void> {
  const rows = settled.flatMap(({ job, fate }) =>
    fate.kind === 'again'
      ? [{ id: job.id, run: job.run, ms: fate.ms, waits: fate.counts ? 0 : 1 }]
      : [],
  );
  if (rows.length === 0) return;
  await within.executeSql(
    `update pgboss.job as job set
       state = 'retry',
       start_after = now() + row.ms * interval '1 ms',
       keep_until = greatest(keep_until, now() + row.ms * interval '1 ms' + interval '90 days'),
       heartbeat_on = null,
       data = jsonb_set(data, '{waits}', to_jsonb((data ->> 'waits')::int + row.waits))
     from json_to_recordset($2::json) as row (id uuid, run int, ms float8, waits int)
     where job.name = $1 and job.id = row.id and job.state = 'active' and job.retry_count = row.run`,
    [step, JSON.stringify(rows)],
  );
}

/** The row leaves the queue, so that the same step and key can be asked for again. */
async function bury(
  {
    boss,
    within,
    now,
  }: { readonly boss: PgBoss; readonly within: SqlExecutor; readonly now: Date },
  step: string,
  settled: readonly Settled[],
): Promise<void> {
  const rows = settled.flatMap(({ job, fate }) => {
    if (fate.kind !== 'dead') return [];
    const { code, reason, message } = fate;
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
  const dead = settled.filter(({ fate }) => fate.kind === 'dead');
  await boss.deleteJob(step, dead.map(attemptOf), { db: within });
}
