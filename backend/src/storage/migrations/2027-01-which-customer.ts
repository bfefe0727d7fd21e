import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Customers that a hand-over could mean, and the one that a person chose: an id of Odoo's, or "new". */
export const whichCustomer: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql
      .raw(
        `alter table transfers add column choices jsonb not null default '[]', add column chosen_customer text`,
      )
      .execute(db);
  },
};
