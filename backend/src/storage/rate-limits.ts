import { sql } from 'kysely';
import type { Database } from './db.js';
import type { RateLimitTable } from './tables.js';

/** Forgotten rows are deleted at every so many questions. */
const tidyEvery = 1000;

/**
 * The generic cell rate algorithm, a row for each key: the row says when the whole allowance is back, and what is taken moves that
 * moment on. One statement, so that replicas share the allowance exactly.
 */
export function createRateLimitTable(db: Database, clock: () => Date): RateLimitTable {
  let questions = 0;
  return {
    take: async (key, amount, most, windowMs = 60_000) => {
      const now = clock();
      questions += 1;
      if (questions % tidyEvery === 0) {
        await sql`delete from rate_limits where full_at < ${now}`.execute(db);
      }
      const takes = sql`${(amount * windowMs) / most} * interval '1 ms'`;
      const window = sql`${windowMs} * interval '1 ms'`;
      // A clock that was ahead and is set right has left a time that nothing could make now: the key would be refused until then.
      const fullAt = sql`case when kept.full_at > ${now}::timestamptz + ${window} then ${now} else greatest(kept.full_at, ${now}) end`;
      const { numAffectedRows } = await sql`
        insert into rate_limits as kept (key, full_at) values (${key}, ${now}::timestamptz + ${takes})
        on conflict (key) do update set full_at = ${fullAt} + ${takes}
        where ${fullAt} + ${takes} <= ${now}::timestamptz + ${window}`.execute(db);
      if (numAffectedRows === 1n) return 0;
      const { rows } = await sql<{ ms: number }>`
        select extract(epoch from ${fullAt} + ${takes} - ${window} - ${now}::timestamptz)::float8 * 1000 as ms
        from rate_limits as kept where key = ${key}`.execute(db);
      return Math.max(1, Math.ceil(rows[0]?.ms ?? 1));
    },
  };
}
