import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `create table assignments (
    kommo_lead_id bigint primary key,
    state text not null,
    services jsonb not null,
    sector text,
    score int not null,
    queued_at timestamptz not null,
    user_id bigint,
    reason text,
    fit int,
    out_of int,
    assigned_at timestamptz,
    tasks jsonb not null default '[]'
  )`,
  `create index assignments_queue on assignments (score desc, queued_at) where state = 'queued'`,
  `create index assignments_of_user on assignments (user_id, assigned_at)`,
];

/** Who got which lead, when and why; what waits for somebody who is there. */
export const assignments: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
