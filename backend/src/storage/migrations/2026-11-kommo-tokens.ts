import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

const statements = [
  // The three tokens are sealed (storage/cipher.ts); nothing here opens them.
  `create table kommo_tokens (
    account_id bigint primary key,
    kind text not null check (kind in ('oauth', 'token')),
    access_token text not null,
    refresh_token text,
    previous_refresh_token text,
    expires_at timestamptz,
    obtained_at timestamptz not null,
    configured_token text,
    refused_at timestamptz,
    check ((kind = 'oauth') = (refresh_token is not null))
  )`,
  `create table spent_states (state text primary key, expires_at timestamptz not null)`,
];

export const kommoTokens: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
