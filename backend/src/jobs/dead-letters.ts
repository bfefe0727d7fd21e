import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../storage/db.js';
import { enqueueWithin } from './enqueue.js';
import { executorOf } from './executor.js';
import type { DeadLetter, Jobs } from './job.js';
import { jobId } from './job-id.js';

interface DeadLetterRecord {
  readonly id: string;
  readonly step: string;
  readonly key: string;
  readonly data: unknown;
  readonly code: string;
  readonly reason: string | null;
  readonly message: string;
  readonly attempts: number;
  readonly failed_at: Date;
}

interface Parts {
  readonly db: Database;
  readonly boss: PgBoss;
  readonly clock: () => Date;
}

/** The manual queue: a person sees, redrives or discards what could not be done (R6.1, R6.2). */
export function createDeadLetters({
  db,
  boss,
  clock,
}: Parts): Pick<Jobs, 'deadLetters' | 'redrive' | 'discard'> {
  return {
    deadLetters: async (limit = 200) => {
      const { rows } = await sql<DeadLetterRecord>`
        select * from dead_letters where discarded_at is null order by failed_at, id limit ${limit}`.execute(
        db,
      );
      return rows.map(
        ({ id, step, key, data, code, reason, message, attempts, failed_at }): DeadLetter => ({
          id,
          step,
          key,
          data,
          code,
          reason,
          message,
          attempts,
          failedAt: failed_at.toISOString(),
        }),
      );
    },
    redrive: (ids) =>
      db.transaction().execute(async (trx) => {
        const { rows } = await sql<DeadLetterRecord>`
          delete from dead_letters where id = any(${ids}::text[]) and discarded_at is null returning *`.execute(
          trx,
        );
        // A finished job of the same key would swallow the new one.
        await sql`
          delete from pgboss.job using unnest(
            ${rows.map(({ step }) => step)}::text[],
            ${rows.map(({ step, key }) => jobId(step, key))}::uuid[]) as dead (name, id)
          where job.name = dead.name and job.id = dead.id and state in ('completed', 'cancelled', 'failed')`.execute(
          trx,
        );
        await enqueueWithin(boss, executorOf(trx), rows);
        return rows.length;
      }),
    discard: async (ids, reason) => {
      const { numAffectedRows } = await sql`
        update dead_letters set discarded_at = ${clock()}, discard_reason = ${reason}
        where id = any(${ids}::text[]) and discarded_at is null`.execute(db);
      return Number(numAffectedRows ?? 0);
    },
  };
}
