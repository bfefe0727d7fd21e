import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `create table conversations (
    kommo_lead_id bigint primary key,
    state text not null,
    due text,
    due_at timestamptz,
    facts jsonb not null
  )`,
  `create index conversations_due on conversations (due_at) where due_at is not null`,

  // Kept beyond the erasure of a person, and tells nobody who it was.
  `create table opt_outs (
    phone_hash text primary key,
    at timestamptz not null
  )`,
];

export const conversations: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
