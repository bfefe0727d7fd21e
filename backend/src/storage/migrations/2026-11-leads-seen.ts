import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  // What Kommo said of the lead when it was last looked at, hashed: a hook that says the same tells nothing new.
  `alter table leads add column fingerprint text`,
  // Set while the lead is in Kommo's bin.
  `alter table leads add column deleted_at timestamptz`,
  `create index leads_contact on leads (kommo_contact_id) where kommo_contact_id is not null`,
];

export const leadsSeen: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
