import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../storage/db.js';
import { enqueueWithin } from './enqueue.js';
import { executorOf } from '../storage/executor.js';
import type { SqlExecutor } from '../storage/executor.js';
import type { JobRequest } from '../work/request.js';
import type { DeadLetter, DiscardedLetter, Jobs } from './job.js';
import { jobId } from './job-id.js';
import type { Sentence } from '../../../wording/sentence.js';
import { storableJson } from '../storage/storable-json.js';

interface DeadLetterRecord {
  readonly id: string;
  readonly step: string;
  readonly key: string;
  readonly data: unknown;
  readonly code: string;
  readonly reason: Sentence | null;
  readonly message: string;
  readonly attempts: number;
  readonly failed_at: Date;
}

interface DiscardedRecord extends DeadLetterRecord {
  readonly discarded_at: Date;
  readonly discard_reason: string | Sentence;
  readonly discarded_by: string;
}

type ReadName =
  'deadLetters' | 'findDeadLetters' | 'countDeadLetters' | 'deadLetterCauses' | 'discarded';

interface Parts {
  readonly db: Database;
  readonly boss: PgBoss;
  readonly clock: () => Date;
}

/** A person sees, redrives or discards what could not be done (R6.1, R6.2). */
export function createDeadLetters({
  db,
  boss,
  clock,
}: Parts): Pick<Jobs, ReadName | 'redrive' | 'discard' | 'discardLike'> {
  return {
    ...createReads(db),
    redrive: (ids, part = {}) =>
      db.transaction().execute(async (trx) => {
        const { rows } = await sql<DeadLetterRecord>`
          delete from dead_letters where id = any(${ids}::text[]) and discarded_at is null returning *`.execute(
          trx,
        );
        const within = executorOf(trx);
        for (const row of rows) await forgetDone(boss, within, row);
        await enqueueWithin(boss, within, rows.map(withPart(part)));
        return rows.length;
      }),
    discard: async (ids, reason, by) => {
      const { numAffectedRows } = await sql`
        update dead_letters set discarded_at = ${clock()}, discard_reason = ${storableJson(reason)}::jsonb,
          discarded_by = ${by ?? null}
        where id = any(${ids}::text[]) and discarded_at is null`.execute(db);
      return Number(numAffectedRows ?? 0);
    },
    discardLike: async ({ step, part, except = [] }, reason) => {
      const { numAffectedRows } = await sql`
        update dead_letters set discarded_at = ${clock()}, discard_reason = ${storableJson(reason)}::jsonb
        where step = ${step} and discarded_at is null and data @> ${JSON.stringify(part)}::jsonb
          and id <> all(${except}::text[])`.execute(db);
      return Number(numAffectedRows ?? 0);
    },
  };
}

const withPart =
  (part: object) =>
  ({ data, ...row }: DeadLetterRecord): JobRequest => ({
    ...row,
    data: typeof data === 'object' && data !== null ? { ...data, ...part } : data,
  });

/** A finished job of the same step and key would swallow the new one. */
async function forgetDone(
  boss: PgBoss,
  within: SqlExecutor,
  { step, key }: Pick<DeadLetter, 'step' | 'key'>,
): Promise<void> {
  const id = jobId(step, key);
  const [job] = await boss.findJobs(step, { id, db: within });
  const isDone = job !== undefined && !['created', 'retry', 'active'].includes(job.state);
  if (isDone) await boss.deleteJob(step, id, { db: within });
}

/** A lead and step is one entry, the newest: what is decided about it is decided about the older ones. */
const isShown = sql`discarded_at is null and not exists (
  select from dead_letters as newer
  where newer.discarded_at is null and newer.step = dead_letters.step
    and newer.data ->> 'kommoLeadId' = dead_letters.data ->> 'kommoLeadId'
    and (newer.failed_at, newer.id) > (dead_letters.failed_at, dead_letters.id))`;

function createReads(db: Database): Pick<Jobs, ReadName> {
  return {
    deadLetters: async (limit = 200, code = null) => {
      const { rows } = await sql<DeadLetterRecord>`
        select * from dead_letters where ${isShown} and (${code}::text is null or code = ${code})
        order by failed_at, id limit ${limit}`.execute(db);
      return rows.map(toDeadLetter);
    },
    deadLetterCauses: async () => {
      const { rows } = await sql<{ code: string; count: number }>`
        select code, count(*)::int as count from dead_letters where ${isShown}
        group by code order by count desc, code`.execute(db);
      return rows;
    },
    discarded: async (limit) => {
      const { rows } = await sql<DiscardedRecord>`
        select * from dead_letters where discarded_by is not null
        order by discarded_at desc, id limit ${limit}`.execute(db);
      return rows.map(toDiscarded);
    },
    findDeadLetters: async (ids) => {
      const { rows } = await sql<DeadLetterRecord>`
        select * from dead_letters where id = any(${ids}::text[]) and discarded_at is null
        order by failed_at, id`.execute(db);
      return rows.map(toDeadLetter);
    },
    countDeadLetters: async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from dead_letters where discarded_at is null`.execute(db);
      return rows[0]?.count ?? 0;
    },
  };
}

const toDeadLetter = ({ failed_at, ...row }: DeadLetterRecord): DeadLetter => ({
  id: row.id,
  step: row.step,
  key: row.key,
  data: row.data,
  code: row.code,
  reason: row.reason,
  message: row.message,
  attempts: row.attempts,
  failedAt: failed_at.toISOString(),
});

const toDiscarded = (row: DiscardedRecord): DiscardedLetter => ({
  ...toDeadLetter(row),
  discardedAt: row.discarded_at.toISOString(),
  discardReason: row.discard_reason,
  discardedBy: row.discarded_by,
});
