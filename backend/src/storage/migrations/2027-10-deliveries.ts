import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** What was received is read newest first. */
export const deliveries: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create index captures_newest on captures (received_at desc)`.execute(db);
    await sql`create index hooks_newest on hooks (received_at desc)`.execute(db);
  },
};
