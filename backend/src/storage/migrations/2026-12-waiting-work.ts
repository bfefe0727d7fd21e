import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  // What failed and will be tried again, by the id of its job.
  `create table waiting_work (
    id uuid primary key,
    step text not null,
    key text not null,
    kommo_lead_id bigint,
    lead_id text,
    code text not null,
    reason jsonb,
    attempts integer not null,
    since timestamptz not null,
    next_at timestamptz not null
  )`,
  `create index waiting_work_next on waiting_work (next_at)`,
  `create index waiting_work_kommo_lead on waiting_work (kommo_lead_id)`,
  `create index waiting_work_lead on waiting_work (lead_id)`,
  // Jobs that a process had in hand when it ended, and how often each was started alone since.
  `create table alone_runs (id uuid primary key, starts integer not null)`,
];

export const waitingWork: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
