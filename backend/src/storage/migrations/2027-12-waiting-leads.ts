import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Looked at every few seconds, and by whoever opens the list: found without going through the leads of years. */
export const waitingLeads: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create index assignments_chosen on assignments (assigned_at) where state = 'chosen'`.execute(
      db,
    );
    await sql`create index lead_stages_over on lead_stages (limit_at) where outcome = 'open'`.execute(
      db,
    );
  },
};
