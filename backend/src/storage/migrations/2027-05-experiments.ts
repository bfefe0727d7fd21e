import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `create table experiments (
    id text primary key,
    name text not null,
    subject text not null,
    target text not null,
    versions jsonb not null,
    weights jsonb not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    stays text,
    costs jsonb not null,
    listed jsonb not null
  )`,
  // One at a time of each thing: two would draw the same lead twice.
  `create unique index experiments_open on experiments (subject, target) where ended_at is null`,
  `create index experiments_newest on experiments (subject, target, began_at desc)`,
  // Who it was is not kept: the visitor is a random number in a cookie.
  `create table experiment_visits (
    experiment_id text not null references experiments on delete cascade,
    visitor text not null,
    arm text not null,
    at timestamptz not null,
    primary key (experiment_id, visitor)
  )`,
  `create table experiment_leads (
    experiment_id text not null references experiments on delete cascade,
    kommo_lead_id bigint not null,
    arm text not null,
    at timestamptz not null,
    primary key (experiment_id, kommo_lead_id)
  )`,
  `create index leads_with_arm on leads (captured_at) where profile ? 'arm'`,
];

/** Two versions of one thing, who got which, and what the firm noted beside the numbers. */
export const experiments: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
