import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../storage/db.js';
import { storableJson } from '../storage/storable-json.js';
import type { Sentence } from '../../../wording/sentence.js';
import { executorOf } from '../storage/executor.js';
import type { SqlExecutor } from '../storage/executor.js';
import type { Handler, Jobs, WaitingJob } from './job.js';
import { readQueueState } from './pgboss-rows.js';
import type { Settled } from './run/settle.js';

/** Keeps what failed and will be tried again where people can see it; what has ended leaves. */
export async function recordWaiting(
  { within, now }: { readonly within: SqlExecutor; readonly now: Date },
  { step, about }: Pick<Handler, 'step' | 'about'>,
  settled: readonly Settled[],
): Promise<void> {
  const rows = settled.flatMap(({ job: { id, key, attempt, payload }, verdict }) => {
    if (verdict.kind !== 'again' || verdict.failure === null) return [];
    const { kommoLeadId: kommo_lead_id, leadId: lead_id } = about?.(payload) ?? {};
    const attempts = verdict.costsTry ? attempt : attempt - 1;
    const next_at = new Date(now.getTime() + verdict.ms);
    return [{ id, key, kommo_lead_id, lead_id, attempts, next_at, ...verdict.failure }];
  });
  const waiting = new Set(rows.map(({ id }) => id));
  // A first run that did not fail has never waited.
  const gone = settled.flatMap(({ job: { id, run } }) => (run > 0 && !waiting.has(id) ? [id] : []));
  if (gone.length > 0) {
    await within.executeSql(`delete from waiting_work where id = any($1::uuid[])`, [gone]);
  }
  if (rows.length === 0) return;
  await within.executeSql(
    `insert into waiting_work (id, step, key, kommo_lead_id, lead_id, code, reason, attempts, since, next_at)
     select id, $1, key, kommo_lead_id, lead_id, code, reason, attempts, $3, next_at
     from json_to_recordset($2::json) as row (id uuid, key text, kommo_lead_id bigint, lead_id text,
       code text, reason jsonb, attempts int, next_at timestamptz)
     order by id
     on conflict (id) do update set code = excluded.code, reason = excluded.reason,
       attempts = excluded.attempts, next_at = excluded.next_at`,
    [step, storableJson(rows), now],
  );
}

interface Parts {
  readonly db: Database;
  readonly boss: PgBoss;
  readonly clock: () => Date;
  /** Wakes the workers of a step. */
  readonly notify: (step: string) => void;
}

interface WaitingRecord {
  readonly id: string;
  readonly step: string;
  readonly key: string;
  readonly kommo_lead_id: number | null;
  readonly lead_id: string | null;
  readonly code: string;
  readonly reason: Sentence | null;
  readonly attempts: number;
  readonly since: Date;
  readonly next_at: Date;
}

/** What will be tried again can be seen and hurried (decision 17). */
export function createWaiting({
  db,
  boss,
  clock,
  notify,
}: Parts): Pick<
  Jobs,
  'waiting' | 'waitingOf' | 'countWaiting' | 'retryNow' | 'wake' | 'queueState'
> {
  const hurry = (where: ReturnType<typeof sql>): Promise<number> =>
    db
      .transaction()
      .execute(async (trx) => {
        const { rows } = await sql<{ id: string; step: string }>`
        update waiting_work set next_at = ${clock()} where ${where} returning id, step`.execute(
          trx,
        );
        const within = executorOf(trx);
        for (const { id, step } of rows) {
          await boss.update(step, undefined, { id, startAfter: '0 seconds', db: within });
        }
        return rows;
      })
      .then((rows) => {
        for (const step of new Set(rows.map((row) => row.step))) notify(step);
        return rows.length;
      });

  return {
    waiting: (limit = 200) => find(db, sql`true order by next_at, id limit ${limit}`),
    waitingOf: ({ kommoLeadId, leadId }) =>
      find(db, sql`kommo_lead_id = ${kommoLeadId} or lead_id = ${leadId} order by next_at, id`),
    countWaiting: async (codes) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from waiting_work
        where ${codes === undefined ? sql`true` : sql`code = any(${codes}::text[])`}`.execute(db);
      return rows[0]?.count ?? 0;
    },
    queueState: () => readQueueState(db),
    retryNow: (ids) => hurry(sql`id = any(${ids}::uuid[])`),
    wake: (codes) => hurry(sql`code = any(${codes}::text[]) and next_at > ${clock()}`),
  };
}

async function find(db: Database, where: ReturnType<typeof sql>): Promise<readonly WaitingJob[]> {
  const { rows } = await sql<WaitingRecord>`select * from waiting_work where ${where}`.execute(db);
  return rows.map(({ kommo_lead_id, lead_id, since, next_at, ...row }) => ({
    ...row,
    kommoLeadId: kommo_lead_id,
    leadId: lead_id,
    since: since.toISOString(),
    nextAt: next_at.toISOString(),
  }));
}
