import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  'alter table opt_outs add column confirmed_at timestamptz',

  // Who asked to send a template, who may and since when, and who waits for the limit of 24 hours until when.
  `create table template_sends (
    key text primary key,
    phone_hash text not null,
    kommo_lead_id bigint not null,
    purpose text not null,
    asked_at timestamptz not null,
    given_at timestamptz,
    due_at timestamptz
  )`,
  `create index template_sends_given on template_sends (given_at) where given_at is not null`,
  `create index template_sends_due on template_sends (due_at) where due_at is not null`,
];

export const templateSends: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
