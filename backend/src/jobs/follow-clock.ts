import { sql } from 'kysely';
import type { Database } from '../storage/db.js';
import { bringNearer } from './pgboss-rows.js';

const name = 'jobs clock';

/**
 * pg-boss compares with the database's time, and the queue holds spans. So when our clock is moved, what waits comes that
 * much nearer: once for all processes, whichever is first. A clock that is put back leaves the work where it is.
 */
export async function moveDelays(db: Database, offsetMs: number, wake: () => void): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
    const kept = await trx
      .selectFrom('shared_states')
      .select('state')
      .where('name', '=', name)
      .executeTakeFirst();
    const movedMs = offsetMs - Number(kept?.state ?? 0);
    if (movedMs === 0) return;
    await sql`
      insert into shared_states (name, version, state) values (${name}, 1, ${String(offsetMs)}::jsonb)
      on conflict (name) do update set state = excluded.state`.execute(trx);
    if (movedMs < 0) return;
    await bringNearer(trx, movedMs);
  });
  wake();
}
