import { sql } from 'kysely';
import type { Database } from './db.js';
import { createLocks, tryLocks } from './locks.js';
import type { Shared } from './tables.js';

export function createShared({ db }: { readonly db: Database }): Shared {
  return {
    // The database's clock, because the processes' own differ. A turn starts at least intervalMs after the one before.
    takeTurn: async (limiter, intervalMs) => {
      const { rows } = await sql<{ wait: number }>`
        insert into turns as t (limiter, next_at)
        values (${limiter}, clock_timestamp() + ${intervalMs} * interval '1 ms')
        on conflict (limiter) do update
          set next_at = greatest(t.next_at, clock_timestamp()) + ${intervalMs} * interval '1 ms'
        returning greatest(0, extract(epoch from
          next_at - ${intervalMs} * interval '1 ms' - clock_timestamp()) * 1000)::float8 as wait`.execute(
        db,
      );
      return Math.ceil(rows[0]?.wait ?? 0);
    },
    pause: async (limiter, until) => {
      await sql`
        insert into turns as t (limiter, next_at) values (${limiter}, ${until})
        on conflict (limiter) do update set next_at = greatest(t.next_at, excluded.next_at)`.execute(
        db,
      );
    },
    tryTurn: async (limiter, intervalMs) => {
      const { numAffectedRows } = await sql`
        insert into turns as t (limiter, next_at)
        values (${limiter}, clock_timestamp() + ${intervalMs} * interval '1 ms')
        on conflict (limiter) do update set next_at = excluded.next_at where t.next_at <= clock_timestamp()`.execute(
        db,
      );
      return numAffectedRows === 1n;
    },
    withLock: createLocks(db),
    tryLocks: (names, work) => tryLocks(db, names, work),
  };
}
