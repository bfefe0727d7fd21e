import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `create table captures (
    id text primary key,
    source text not null,
    idempotency_key text,
    body_hash text not null,
    profile json not null,
    request_id text not null,
    received_at timestamptz not null,
    state text not null default 'received' check (state in ('received', 'queued'))
  )`,
  `create unique index captures_keys on captures (source, idempotency_key) where idempotency_key is not null`,
  `create index captures_received on captures (received_at) where state = 'received'`,

  `create table hooks (
    id text primary key,
    kind text not null,
    dedupe_key text not null,
    body jsonb not null,
    request_id text not null,
    received_at timestamptz not null,
    state text not null default 'received' check (state in ('received', 'queued')),
    unique (kind, dedupe_key)
  )`,
  `create index hooks_received on hooks (received_at) where state = 'received'`,

  `create table leads (
    id text primary key,
    profile jsonb not null,
    captured_at timestamptz not null,
    kommo_lead_id bigint unique,
    kommo_contact_id bigint,
    kommo_company_id bigint,
    sending_since timestamptz
  )`,

  `create table scores (
    id bigint generated always as identity primary key,
    lead_id text not null,
    model text not null,
    version text not null,
    total integer not null,
    score jsonb not null,
    cause text not null,
    at timestamptz not null
  )`,
  `create index scores_latest on scores (lead_id, model, id desc)`,

  `create table people (
    key text primary key,
    contact_id bigint,
    claimed_by text,
    check ((contact_id is null) <> (claimed_by is null))
  )`,
  `create index people_contact on people (contact_id) where contact_id is not null`,
  `create index people_claims on people (claimed_by) where claimed_by is not null`,

  `create table transfers (
    kommo_lead_id bigint primary key,
    state text not null check (state in ('requested', 'done', 'failed')),
    requested_at timestamptz not null,
    requested_by text not null,
    request_id text not null,
    finished_at timestamptz,
    failure_code text,
    failure_reason text,
    failed_at timestamptz
  )`,
  `create table transfer_steps (
    kommo_lead_id bigint not null references transfers on delete cascade,
    step text not null,
    state text not null check (state in ('done', 'skipped')),
    odoo_id bigint,
    url text,
    at timestamptz not null,
    primary key (kommo_lead_id, step)
  )`,

  `create table settings (key text primary key, value jsonb not null, updated_at timestamptz not null)`,
  `create table turns (limiter text primary key, next_at timestamptz not null)`,

  `create table dead_letters (
    id text primary key,
    step text not null,
    key text not null,
    data jsonb not null,
    code text not null,
    reason text,
    message text not null,
    attempts integer not null,
    failed_at timestamptz not null,
    discarded_at timestamptz,
    discard_reason text
  )`,
  `create unique index dead_letters_open on dead_letters (step, key) where discarded_at is null`,
];

export const firstTables: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
