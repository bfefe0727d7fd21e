import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../storage/db.js';
import { enqueueWithin } from './enqueue.js';
import { executorOf } from './executor.js';
import type { SqlExecutor } from './executor.js';
import type { DeadLetter, Jobs } from './job.js';
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
}: Parts): Pick<
  Jobs,
  'deadLetters' | 'findDeadLetters' | 'countDeadLetters' | 'redrive' | 'discard' | 'discardLike'
> {
  return {
    ...createReads(db),
    redrive: (ids) =>
      db.transaction().execute(async (trx) => {
        const { rows } = await sql<DeadLetterRecord>`
          delete from dead_letters where id = any(${ids}::text[]) and discarded_at is null returning *`.execute(
          trx,
        );
        const within = executorOf(trx);
        for (const row of rows) await forgetDone(boss, within, row);
        await enqueueWithin(boss, within, rows);
        return rows.length;
      }),
    discard: async (ids, reason) => {
      const { numAffectedRows } = await sql`
        update dead_letters set discarded_at = ${clock()}, discard_reason = ${storableJson(reason)}::jsonb
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

function createReads(
  db: Database,
): Pick<Jobs, 'deadLetters' | 'findDeadLetters' | 'countDeadLetters'> {
  return {
    deadLetters: async (limit = 200) => {
      const { rows } = await sql<DeadLetterRecord>`
        select * from dead_letters where discarded_at is null order by failed_at, id limit ${limit}`.execute(
        db,
      );
      return rows.map(toDeadLetter);
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
