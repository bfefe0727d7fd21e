import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Who did what by the widget; the row is there before the act begins, so that a crash hides none. */
export const auditLog: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create table audit_log (
      id bigint generated always as identity primary key,
      request_id text not null unique,
      at timestamptz not null,
      done_by text not null,
      action text not null,
      kommo_lead_id bigint,
      before jsonb,
      after jsonb,
      status int
    )`.execute(db);
  },
};
