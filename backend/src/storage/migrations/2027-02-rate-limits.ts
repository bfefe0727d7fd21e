import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** From when on each key has its whole allowance again. Unlogged: losing it in a crash only forgives. */
export const rateLimits: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create unlogged table rate_limits (
      key text primary key,
      full_at timestamptz not null
    )`.execute(db);
  },
};
