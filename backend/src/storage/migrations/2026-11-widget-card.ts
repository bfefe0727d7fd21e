import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  // What the card says of a lead while Kommo cannot be read.
  `create table lead_snapshots (
    kommo_lead_id bigint primary key,
    seen_at timestamptz not null,
    snapshot jsonb not null
  )`,

  // "Esta puntuación no es correcta": what refinement learns from.
  `create table feedback (
    id bigint generated always as identity primary key,
    kommo_lead_id bigint not null,
    model text not null,
    total integer not null,
    version text,
    expected text check (expected in ('higher', 'lower')),
    reason text not null,
    user_id bigint not null,
    at timestamptz not null
  )`,
  `create index feedback_lead on feedback (kommo_lead_id)`,
];

export const widgetCard: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
