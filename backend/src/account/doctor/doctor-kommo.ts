import { z } from 'zod';
import type { ConnectionState } from '../../../../contract/admin.js';
import { listOf } from '../../adapters/kommo/http/list-of.js';
import { readAs } from '../../adapters/kommo/http/client.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import { statusOf } from '../../adapters/kommo/errors.js';
import { isAdministrator } from '../../adapters/kommo/auth/oauth-owner.js';
import type { Config } from '../../config.js';
import { failed, ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';

const accountSchema = z.object({
  id: z.coerce.number(),
  name: z.string().catch(''),
  subdomain: z.string(),
  current_user_id: z.coerce.number().catch(0),
});

/** The account that the token opens, and whose the token is. @throws AppError when it opens none. */
export async function readAccount(client: KommoClient) {
  const path = '/api/v4/account';
  const account = readAs(accountSchema, await client.get(path), path);
  return { ...account, userId: account.current_user_id };
}

/** Whether the token reaches the account, and the right one. Answers also who the token belongs to. */
export async function checkAccount(
  client: KommoClient,
  { kommo }: Config,
): Promise<{ readonly check: Check; readonly userId: number }> {
  const account = await readAccount(client);
  const name: Sentence = { code: 'doctor.account' };
  const { id, subdomain } = account;
  const found: Sentence = {
    code: 'doctor.account_found',
    params: { name: account.name, subdomain, id },
  };
  const isOurs = id === kommo.accountId && subdomain === kommo.subdomain;
  const remedy: Sentence = {
    code: 'doctor.account_remedy',
    params: { subdomain: kommo.subdomain, id: kommo.accountId },
  };
  return {
    check: isOurs ? ok(name, found) : failed(name, found, remedy),
    userId: account.userId,
  };
}

const warnDays = 14;

export function checkToken(connection: Unworded<ConnectionState, 'remedy'>, now: Date): Check {
  const name: Sentence = { code: 'doctor.authorisation' };
  const kind: Sentence = {
    code: connection.kind === 'oauth' ? 'doctor.oauth' : 'doctor.long_lived',
  };
  if (connection.state !== 'connected') {
    const remedy = connection.remedy ?? { code: 'doctor.connect_remedy' };
    return failed(name, { code: `doctor.state_${connection.state}` }, remedy);
  }
  if (connection.expiresAt === null) return ok(name, kind);
  const days = Math.floor((Date.parse(connection.expiresAt) - now.getTime()) / 86_400_000);
  const found: Sentence = { code: 'doctor.ends_in', params: { kind, count: days } };
  if (days > warnDays) return ok(name, found);
  const remedy = connection.remedy ?? { code: 'doctor.another_token_remedy' };
  return days < 0 ? failed(name, found, remedy) : warning(name, found, remedy);
}

/** Users, hooks and fields are for administrators only. */
export async function checkRights(client: KommoClient, userId: number): Promise<Check> {
  const name: Sentence = { code: 'doctor.rights' };
  if (await isAdministrator(client, userId)) {
    return ok(name, { code: 'doctor.rights_found' });
  }
  return failed(name, { code: 'doctor.rights_missing' }, { code: 'doctor.rights_remedy' });
}

const scopes = [
  {
    name: { code: 'doctor.scope_account' },
    path: '/api/v4/leads?limit=1',
    remedy: { code: 'doctor.scope_account_remedy' },
  },
  {
    name: { code: 'doctor.scope_contacts' },
    path: '/api/v4/contacts?limit=1',
    remedy: { code: 'doctor.scope_contacts_remedy' },
  },
] as const;

const granted: Sentence = { code: 'doctor.granted' };
const notAllowed: Sentence = { code: 'doctor.not_allowed' };

export async function checkScopes(client: KommoClient): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const { name, path, remedy } of scopes) {
    const allowed = await isAllowed(client, path);
    checks.push(allowed ? ok(name, granted) : failed(name, notAllowed, remedy));
  }
  return [...checks, await checkChatHistory(client)];
}

const talksSchema = z
  .object({ _embedded: z.object({ talks: listOf(z.object({ talk_id: z.coerce.number() })) }) })
  .nullable()
  .catch(null);

/** A scope of its own, and only asked for where there is a talk. */
async function checkChatHistory(client: KommoClient): Promise<Check> {
  const name: Sentence = { code: 'doctor.scope_chats' };
  const remedy: Sentence = { code: 'doctor.scope_chats_remedy' };
  try {
    const page = talksSchema.parse(await client.get('/api/v4/talks?limit=1'));
    const talk = page?._embedded.talks[0];
    if (talk === undefined) return ok(name, { code: 'doctor.no_chats_yet' });
    const allowed = await isAllowed(client, `/api/v4/talks/${talk.talk_id}/messages?limit=1`);
    return allowed ? ok(name, granted) : warning(name, notAllowed, remedy);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return warning(name, notAllowed, remedy);
  }
}

async function isAllowed(client: KommoClient, path: string): Promise<boolean> {
  try {
    await client.get(path);
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

const isRefusal = (error: unknown): boolean => [403, 404].includes(statusOf(error) ?? 0);
