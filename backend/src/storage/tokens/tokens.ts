import { sql } from 'kysely';
import type { Cipher } from './cipher.js';
import type { Database } from '../db.js';
import type { KommoTokens, TokenTable } from './token-table.js';

interface Tools {
  readonly db: Database;
  readonly cipher: Cipher;
}

interface Row {
  readonly kind: 'oauth' | 'token';
  readonly access_token: string;
  readonly refresh_token: string | null;
  readonly previous_refresh_token: string | null;
  readonly expires_at: Date | null;
  readonly obtained_at: Date;
  readonly configured_token: string | null;
  readonly refused_at: Date | null;
}

/** One authorisation for each account; its tokens are sealed before they reach the database (R8.2). */
export function createTokenTable({ db, cipher }: Tools): TokenTable {
  const tools = { db, cipher };
  return {
    canKeep: cipher.hasKey,
    find: (accountId) => find(tools, accountId),
    save: (accountId, tokens) => save(tools, accountId, tokens),
    markRefused: async (accountId, obtainedAt, at) => {
      await sql`
        update kommo_tokens set refused_at = ${at}
        where account_id = ${accountId} and obtained_at = ${new Date(obtainedAt)} and refused_at is null`.execute(
        db,
      );
    },
    forget: async (accountId) => {
      await sql`delete from kommo_tokens where account_id = ${accountId}`.execute(db);
    },
    spendState: async (state, expiresAt, now) => {
      await sql`delete from spent_states where expires_at < ${now}`.execute(db);
      const { numAffectedRows } = await sql`
        insert into spent_states (state, expires_at) values (${state}, ${expiresAt})
        on conflict (state) do nothing`.execute(db);
      return numAffectedRows === 1n;
    },
  };
}

const placeOf = (accountId: number, column: string): string =>
  `kommo_tokens/${accountId}/${column}`;

async function find({ db, cipher }: Tools, accountId: number): Promise<KommoTokens | null> {
  const { rows } = await sql<Row>`
    select kind, access_token, refresh_token, previous_refresh_token, expires_at, obtained_at, configured_token, refused_at
    from kommo_tokens where account_id = ${accountId}`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const access = cipher.open(row.access_token, placeOf(accountId, 'access'));
  const opened = (sealed: string | null, column: string): string | null =>
    sealed === null ? null : cipher.open(sealed, placeOf(accountId, column)).text;
  const tokens: KommoTokens = {
    kind: row.kind,
    accessToken: access.text,
    refreshToken: opened(row.refresh_token, 'refresh'),
    previousRefreshToken: opened(row.previous_refresh_token, 'previous'),
    expiresAt: row.expires_at?.toISOString() ?? null,
    obtainedAt: row.obtained_at.toISOString(),
    configuredToken: row.configured_token,
    refusedAt: row.refused_at?.toISOString() ?? null,
  };
  // A long-lived token is never written again, so its key could not be dropped without this.
  if (access.isStale) await sealAgain({ db, cipher }, accountId, { tokens, was: row.access_token });
  return tokens;
}

async function save({ db, cipher }: Tools, accountId: number, tokens: KommoTokens): Promise<void> {
  const { access, refresh, previous } = sealedOf(cipher, accountId, tokens);
  await sql`
    insert into kommo_tokens (account_id, kind, access_token, refresh_token, previous_refresh_token,
      expires_at, obtained_at, configured_token, refused_at)
    values (${accountId}, ${tokens.kind}, ${access}, ${refresh}, ${previous},
      ${tokens.expiresAt}, ${tokens.obtainedAt}, ${tokens.configuredToken}, ${tokens.refusedAt})
    on conflict (account_id) do update set
      kind = excluded.kind, access_token = excluded.access_token, refresh_token = excluded.refresh_token,
      previous_refresh_token = excluded.previous_refresh_token, expires_at = excluded.expires_at,
      obtained_at = excluded.obtained_at, configured_token = excluded.configured_token,
      refused_at = excluded.refused_at`.execute(db);
}

/** Only over the row that was read: another process may have stored a new pair meanwhile. */
async function sealAgain(
  { db, cipher }: Tools,
  accountId: number,
  { tokens, was }: { readonly tokens: KommoTokens; readonly was: string },
): Promise<void> {
  const { access, refresh, previous } = sealedOf(cipher, accountId, tokens);
  await sql`
    update kommo_tokens set access_token = ${access}, refresh_token = ${refresh}, previous_refresh_token = ${previous}
    where account_id = ${accountId} and access_token = ${was}`.execute(db);
}

function sealedOf(cipher: Cipher, accountId: number, tokens: KommoTokens) {
  const sealed = (text: string | null, column: string): string | null =>
    text === null ? null : cipher.seal(text, placeOf(accountId, column));
  return {
    access: cipher.seal(tokens.accessToken, placeOf(accountId, 'access')),
    refresh: sealed(tokens.refreshToken, 'refresh'),
    previous: sealed(tokens.previousRefreshToken, 'previous'),
  };
}
