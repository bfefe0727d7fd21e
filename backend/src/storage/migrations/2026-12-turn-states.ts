import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

export const turnStates: Migration = {
  up: async (db: Kysely<unknown>) => {
    // Small states that all processes change: who holds which turn to call a vendor.
    await sql`create table shared_states (
      name text primary key,
      version bigint not null,
      state jsonb not null
    )`.execute(db);
  },
};
