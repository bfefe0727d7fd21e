import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

export const transferReason: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql.raw(`alter table transfers add column reason text`).execute(db);
  },
};
