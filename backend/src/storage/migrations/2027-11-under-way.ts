import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  // Won leads that were being handed over while Kommo and Odoo were compared.
  `alter table reconciliations add column under_way integer not null default 0`,
];

export const underWay: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
