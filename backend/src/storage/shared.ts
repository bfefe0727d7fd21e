import { sql } from 'kysely';
import { createChange } from './change-state.js';
import type { Database } from './db.js';
import { createLocks, tryLocks } from './locks.js';
import type { Session } from './session.js';
import type { Shared } from './tables.js';

interface SharedParts {
  readonly db: Database;
  readonly session: Session;
}

export function createShared({ db, session }: SharedParts): Shared {
  return {
    change: createChange(db),
    session: () => session.id(),
    ended: async (sessions) => {
      const { rows } = await sql<{ id: string }>`
        select id from unnest(${sessions}::text[]) as id
        where not exists (
          select from pg_stat_activity
          where pid = split_part(id, ':', 1)::int
            and extract(epoch from backend_start)::text = split_part(id, ':', 2))`.execute(db);
      return rows.map(({ id }) => id);
    },
    pause: async (limiter, ms) => {
      await sql`
        insert into turns as t (limiter, next_at) values (${limiter}, clock_timestamp() + ${ms} * interval '1 ms')
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
    ...createLocks(db),
    tryLocks: (names, work) => tryLocks(db, names, work),
  };
}
