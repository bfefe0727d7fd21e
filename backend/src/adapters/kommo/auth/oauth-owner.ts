import { z } from 'zod';
import { readAs } from '../http/client.js';
import type { KommoClient } from '../http/client.js';
import { statusOf } from '../errors.js';

/** Whose token it is. */
export interface TokenOwner {
  readonly accountId: number;
  readonly userId: number;
  readonly isAdmin: boolean;
}

const id = z.coerce.number().int().positive();
const accountSchema = z.object({ id, current_user_id: id });
const userSchema = z.object({ rights: z.object({ is_admin: z.boolean() }) });

/** Reads it through the token itself. Only administrators may read users, so a refusal means that it is nobody's who may. */
export async function readTokenOwner(client: Pick<KommoClient, 'get'>): Promise<TokenOwner> {
  const accountPath = '/api/v4/account';
  const account = readAs(accountSchema, await client.get(accountPath), accountPath);
  const userId = account.current_user_id;
  return { accountId: account.id, userId, isAdmin: await isAdministrator(client, userId) };
}

/** False also where the token may not read users: only an administrator's may. */
export async function isAdministrator(
  client: Pick<KommoClient, 'get'>,
  userId: number,
): Promise<boolean> {
  const path = `/api/v4/users/${userId}`;
  try {
    const user = await client.get(path);
    // 204: nobody has this id.
    return user !== null && readAs(userSchema, user, path).rights.is_admin;
  } catch (error) {
    if (statusOf(error) === 403) return false;
    throw error;
  }
}

const expirySchema = z.object({ exp: z.number().positive() });
const audienceSchema = z.object({ aud: z.uuid() });

/** The end that a long-lived token names, unverified: Kommo does not publish the key. Null where it names none. */
export function expiryOf(token: string): Date | null {
  const parsed = expirySchema.safeParse(claimsOf(token));
  return parsed.success ? new Date(parsed.data.exp * 1000) : null;
}

/** The integration that a token names, as unverified; null where it names none. */
export function clientIdOf(token: string): string | null {
  const parsed = audienceSchema.safeParse(claimsOf(token));
  return parsed.success ? parsed.data.aud : null;
}

function claimsOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  } catch {
    return null;
  }
}
