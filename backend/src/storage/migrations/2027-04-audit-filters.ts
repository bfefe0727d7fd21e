import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** The log is read by person and by kind of act, newest first, and grows for years. */
export const auditFilters: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`create index audit_log_done_by on audit_log (done_by, id desc)`.execute(db);
    await sql`create index audit_log_action on audit_log (action, id desc)`.execute(db);
  },
};
