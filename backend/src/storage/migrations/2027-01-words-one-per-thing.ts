import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  `alter table transfers rename to hand_overs`,
  `alter table transfer_steps rename to hand_over_steps`,
];

export const wordsOnePerThing: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
