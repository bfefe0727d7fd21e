import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  // What an administrator asked to do with a person's data. Its work names the person and is emptied at the end.
  `create table privacy_requests (
    id text primary key,
    kind text not null,
    asked_by text not null,
    asked_at timestamptz not null,
    state text not null default 'running' check (state in ('running', 'done', 'failed')),
    work jsonb,
    result jsonb not null,
    receipt jsonb,
    receipt_hash text,
    finished_at timestamptz
  )`,
  `create index privacy_requests_newest on privacy_requests (asked_at desc)`,
  // Who was erased, by keyed hashes and by numbers that name nobody any more: so that nobody comes back by a restore or by a source.
  `create table erasures (
    id text primary key,
    at timestamptz not null,
    key_hashes text[] not null,
    lead_ids text[] not null,
    kommo_lead_ids bigint[] not null,
    contact_ids bigint[] not null
  )`,
  `create index erasures_keys on erasures using gin (key_hashes)`,
  `create table exports (
    id text primary key,
    folder text not null,
    asked_by text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    state text not null default 'running' check (state in ('running', 'done', 'failed')),
    rows bigint not null default 0,
    bytes bigint not null default 0,
    manifest_hash text,
    failure text
  )`,
  `create index exports_newest on exports (started_at desc)`,
];

/** What is asked about a person's data, who was erased, and the exports. */
export const privacy: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
