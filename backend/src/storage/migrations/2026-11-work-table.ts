import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  // The queue counts tries.
  `alter table transfers drop column tries`,
  `alter table reconciliations drop column tries`,
  // A hand-over's request was told by its key alone.
  `update dead_letters set data = data || jsonb_build_object('requestId', split_part(key, ':', 2))
   where step = 'send-to-odoo' and jsonb_typeof(data) = 'object' and not data ? 'requestId'`,
];

export const workTable: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
