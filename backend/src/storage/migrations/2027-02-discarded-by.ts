import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `alter table dead_letters add column discarded_by text`,
  // It stood in brackets behind the reason.
  `update dead_letters set
     discarded_by = substring(discard_reason #>> '{}' from '\\((user:[0-9]+)\\)$'),
     discard_reason = to_jsonb(regexp_replace(discard_reason #>> '{}', ' \\(user:[0-9]+\\)$', ''))
   where jsonb_typeof(discard_reason) = 'string'`,
  `create index dead_letters_discarded on dead_letters (discarded_at desc) where discarded_by is not null`,
];

/** Who gave up on failed work. */
export const discardedBy: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
