import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `create table capture_drafts (
    id text primary key,
    source text not null,
    code text not null,
    fields jsonb not null,
    posts int not null default 1,
    updated_at timestamptz not null,
    due_at timestamptz,
    captured_at timestamptz,
    unique (source, code)
  )`,
  `create index capture_drafts_due on capture_drafts (due_at) where due_at is not null`,
  `create index capture_drafts_updated on capture_drafts (updated_at)`,
];

/** What a quiz has sent of a visitor so far. */
export const captureDrafts: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
