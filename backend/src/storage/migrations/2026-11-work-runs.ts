import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  // Failed work that an administrator put back, with what was corrected and by whom.
  `create table replays (
    id text primary key,
    started_by text not null,
    request_id text not null,
    started_at timestamptz not null
  )`,
  `create index replays_latest on replays (started_at desc)`,
  `create table replay_items (
    replay_id text not null references replays on delete cascade,
    position integer not null,
    dead_letter_id text not null,
    step text not null,
    key text not null,
    data jsonb not null,
    plan text not null,
    edits jsonb not null,
    changes jsonb not null,
    state text not null default 'waiting' check (state in ('waiting', 'released', 'refused')),
    reason text,
    primary key (replay_id, dead_letter_id)
  )`,

  // One row for each share of a limit that was crossed; the next one only after it fell below.
  `create table alerts (
    id text primary key,
    subject text not null,
    level integer not null,
    count integer not null,
    failure_limit integer not null,
    raised_at timestamptz not null,
    cleared_at timestamptz
  )`,
  `create unique index alerts_open on alerts (subject, level) where cleared_at is null`,
  `create table failure_streaks (integration text primary key, failures integer not null)`,

  `create table reconciliations (
    id text primary key,
    night text unique,
    started_by text not null,
    state text not null default 'running' check (state in ('running', 'done', 'failed')),
    started_at timestamptz not null,
    finished_at timestamptz,
    compared integer not null default 0,
    tries integer not null default 0,
    failure_code text
  )`,
  `create index reconciliations_latest on reconciliations (started_at desc)`,
  `create table differences (
    id text primary key,
    reconciliation_id text not null references reconciliations on delete cascade,
    position integer not null,
    kind text not null,
    kommo_lead_id bigint,
    odoo_id bigint,
    text text not null,
    repairable boolean not null,
    repair_requested_at timestamptz
  )`,
  `create index differences_run on differences (reconciliation_id, position)`,
];

export const workRuns: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
