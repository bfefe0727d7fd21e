import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `create table proposals (
    id text primary key,
    kommo_lead_id bigint not null,
    version int not null,
    draft jsonb not null,
    facts jsonb not null,
    recipient jsonb not null,
    made_by bigint not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    answer text,
    wish text,
    answered_at timestamptz,
    unique (kommo_lead_id, version)
  )`,
  // One row a visit of the page; who it was is not kept.
  `create table proposal_visits (
    proposal_id text not null references proposals on delete cascade,
    visit text not null,
    opened_at timestamptz not null,
    seconds int not null,
    primary key (proposal_id, visit)
  )`,
];

export const proposals: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
