import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  // A form left half way, once its visitor has agreed; it becomes a partial lead and goes.
  `create table form_drafts (
    id text primary key,
    state jsonb not null,
    body jsonb not null,
    facts jsonb not null,
    saved_at timestamptz not null
  )`,
  'create index form_drafts_saved on form_drafts (saved_at)',
  // How many opened a step, answered a question, left at one. Nobody in particular.
  `create table form_counts (
    day date not null,
    name text not null,
    count int not null,
    primary key (day, name)
  )`,
];

export const landing: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
