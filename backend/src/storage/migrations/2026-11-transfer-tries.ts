import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

export const transferTries: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql.raw(`alter table transfers add column tries integer not null default 0`).execute(db);
  },
};
