import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  // A row an hour for each name and outcome: how many fell into each bucket. Names are the program's own, so rows are bounded.
  `create table measured_hours (
    hour timestamptz not null,
    kind text not null,
    name text not null,
    outcome text not null,
    counts bigint[] not null,
    primary key (hour, kind, name, outcome)
  )`,
  // The highest that was seen in an hour.
  `create table level_hours (
    hour timestamptz not null,
    name text not null,
    most double precision not null,
    primary key (hour, name)
  )`,
  // For how many conversations come to their end, and where the others stop.
  `create index conversations_started on conversations ((facts ->> 'startedAt'))`,
];

/** What the page "Salud" shows: how fast, how well, how much. */
export const measures: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
