import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Differences with Odoo that a person looked at and let be; 0 stands for no lead or no record. */
export const dismissedDifferences: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql
      .raw(
        `create table dismissed_differences (
          kind text not null,
          kommo_lead_id bigint not null,
          odoo_id bigint not null,
          reason text not null,
          dismissed_by text not null,
          dismissed_at timestamptz not null,
          primary key (kind, kommo_lead_id, odoo_id)
        )`,
      )
      .execute(db);
  },
};
