import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `create table lead_stages (
    kommo_lead_id bigint primary key,
    stage text not null,
    outcome text not null,
    entered_at timestamptz not null,
    responsible_user_id bigint,
    due text,
    due_at timestamptz,
    limit_at timestamptz,
    facts jsonb not null default '{}'
  )`,
  `create index lead_stages_due on lead_stages (due_at) where due_at is not null`,
  `create index lead_stages_open on lead_stages (responsible_user_id) where outcome = 'open'`,
];

/** Where each lead stands since when, and what happens there by itself. */
export const leadStages: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
