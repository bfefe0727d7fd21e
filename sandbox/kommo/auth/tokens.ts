import { randomBytes, randomUUID } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import type { Account } from '../account/account.js';
import type { Token } from '../account/records.js';

const day = 86_400;
const accessLife = day;
const refreshLife = 90 * day;
const codeLife = 20 * 60;

/** A new authorisation code: twenty minutes, one use. */
export function issueCode(account: Account, userId: number): string {
  const token = `def502${randomBytes(100).toString('hex')}`;
  store(account, {
    token,
    kind: 'code',
    userId,
    generation: account.nextId(),
    life: codeLife,
    parent: null,
  });
  return token;
}

export interface TokenPair {
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly server_time: number;
  readonly access_token: string;
  readonly refresh_token: string;
}

export async function issuePair(
  account: Account,
  userId: number,
  parent: number | null,
): Promise<TokenPair> {
  const generation = account.nextId();
  const access_token = await accessJwt(account, userId);
  const refresh_token = `def502${randomBytes(200).toString('hex')}`;
  store(account, {
    token: access_token,
    kind: 'access',
    userId,
    generation,
    life: accessLife,
    parent,
  });
  store(account, {
    token: refresh_token,
    kind: 'refresh',
    userId,
    generation,
    life: refreshLife,
    parent,
  });
  const server_time = account.clock.seconds();
  return { token_type: 'Bearer', expires_in: accessLife, server_time, access_token, refresh_token };
}

/** A token that needs no refresh, as "Keys and scopes" makes them: one day to five years. */
export async function issueLongLived(
  account: Account,
  userId: number,
  days: number,
): Promise<string> {
  const token = await accessJwt(account, userId, days * day);
  store(account, {
    token,
    kind: 'long-lived',
    userId,
    generation: account.nextId(),
    life: days * day,
    parent: null,
  });
  return token;
}

/**
 * Spends a refresh token. Strict: it is dead at once. Grace: it lives until its successor is used,
 * so that an answer lost on the way can be asked for again.
 */
export function spend(account: Account, token: Token): void {
  endGrace(account, token);
  if (token.kind === 'code' || !account.switches.isOn('refresh-grace')) revoke(account, token);
}

/** The successor was used: the refresh token before it is dead. */
export function endGrace(account: Account, { parent }: Token): void {
  if (parent === null) return;
  for (const token of account.state.tokens.values())
    if (token.kind === 'refresh' && token.generation === parent && !token.revoked)
      revoke(account, token);
}

/** Every authorisation ends; a long-lived token is revoked on its own. */
export function revokeAll(account: Account): void {
  for (const token of account.state.tokens.values())
    if (token.kind !== 'long-lived') revoke(account, token);
}

export function revoke(account: Account, token: Token): void {
  account.state.tokens.set(token.token, { ...token, revoked: true });
}

interface Storing {
  readonly token: string;
  readonly kind: Token['kind'];
  readonly userId: number;
  readonly generation: number;
  readonly life: number;
  readonly parent: number | null;
}

function store(account: Account, { token, kind, userId, generation, life, parent }: Storing): void {
  const expires_at = account.clock.seconds() + life;
  account.state.tokens.set(token, {
    token,
    kind,
    generation,
    user_id: userId,
    expires_at,
    revoked: false,
    parent,
  });
}

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** Kommo signs with RS256 and does not publish the key: nobody can verify it, only read it. */
let signingKey: Promise<Key> | null = null;

async function accessJwt(account: Account, userId: number, life = accessLife): Promise<string> {
  signingKey ??= generateKeyPair('RS256').then((pair) => pair.privateKey);
  const now = account.clock.seconds();
  return new SignJWT({
    ...{
      aud: account.integrationId,
      jti: randomUUID(),
      iat: now,
      nbf: now,
      exp: now + life,
      sub: String(userId),
    },
    ...{
      grant_type: '',
      account_id: account.id,
      base_domain: 'kommo.com',
      api_domain: 'api-c.kommo.com',
      version: 2,
    },
    ...{
      scopes: ['push_notifications', 'files', 'crm', 'files_delete', 'notifications'],
      hash_code: randomUUID(),
    },
  })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256' })
    .sign(await signingKey);
}
