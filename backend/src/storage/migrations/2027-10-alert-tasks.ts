import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  // The task in Kommo that tells an administrator of it, until the all-clear or a later alert settles it.
  `alter table alerts add column kommo_task_id bigint, add column task_settled_at timestamptz`,
];

export const alertTasks: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
