import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** Sentences of before are kept as they are, under a code that says nothing but their text. */
const toSentence = (table: string, column: string): string => `
  alter table ${table} alter column ${column} type jsonb
  using case when ${column} is not null then
    jsonb_build_object('code', 'plain.as_stored', 'params', jsonb_build_object('text', ${column})) end`;

/** What people read is kept as a code with parameters, and worded in the language of who reads them. */
export const wordsAsCodes: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of [
      toSentence('dead_letters', 'reason'),
      // A person's own words, or a sentence of ours.
      'alter table dead_letters alter column discard_reason type jsonb using to_jsonb(discard_reason)',
      toSentence('transfers', 'failure_reason'),
      toSentence('replay_items', 'reason'),
      toSentence('replay_items', 'plan'),
      toSentence('differences', 'text'),
    ]) {
      await sql.raw(statement).execute(db);
    }
  },
};
