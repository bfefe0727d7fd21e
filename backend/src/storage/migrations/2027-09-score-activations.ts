import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `create table score_activations (
    id bigint generated always as identity primary key,
    model text not null check (model in ('pre', 'lead')),
    version text not null,
    points jsonb not null,
    at timestamptz not null,
    done_by bigint not null
  )`,
];

/** Which points a model counts with: the newest row of each, none where the blueprint's count. */
export const scoreActivations: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
