import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `create table follow_ups (
    kommo_lead_id bigint primary key,
    state text not null,
    stage text not null,
    by_person boolean not null,
    silent_since timestamptz not null,
    started_at timestamptz not null,
    ended_why text
  )`,
  `create table touches (
    kommo_lead_id bigint not null references follow_ups on delete cascade,
    key text not null,
    due_at timestamptz not null,
    state text not null,
    why jsonb not null default '[]',
    at timestamptz,
    primary key (kommo_lead_id, key)
  )`,
  `create index touches_due on touches (due_at) where state in ('planned', 'sending')`,
];

/** The follow-up of silent leads: one row each, and one for each of its touches. */
export const followUps: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
