import { z } from 'zod';
import type { ConnectionState } from '../../../../contract/admin.js';
import { listOf } from '../../adapters/kommo/http/list-of.js';
import { readAs } from '../../adapters/kommo/http/client.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import { statusOf } from '../../adapters/kommo/errors.js';
import { isAdministrator } from '../../adapters/kommo/auth/oauth-owner.js';
import type { Config } from '../../config.js';
import { failed, ok, sayFailure, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';

const accountSchema = z.object({
  id: z.coerce.number(),
  name: z.string().catch(''),
  subdomain: z.string(),
  current_user_id: z.coerce.number().catch(0),
});

/** Whether the token reaches the account, and the right one. Answers also who the token belongs to. */
export async function checkAccount(
  client: KommoClient,
  { kommo }: Config,
): Promise<{ readonly check: Check; readonly userId: number }> {
  const path = '/api/v4/account';
  const account = readAs(accountSchema, await client.get(path), path);
  const name = 'Cuenta';
  const found = `${account.name} (${account.subdomain}, n.º ${account.id})`;
  const isOurs = account.id === kommo.accountId && account.subdomain === kommo.subdomain;
  const remedy = `La configuración dice ${kommo.subdomain}, n.º ${kommo.accountId}: corrija KOMMO_SUBDOMAIN y KOMMO_ACCOUNT_ID, o conecte con un usuario de esa cuenta.`;
  return {
    check: isOurs ? ok(name, found) : failed(name, found, remedy),
    userId: account.current_user_id,
  };
}

const warnDays = 14;

export function checkToken(connection: ConnectionState, now: Date): Check {
  const name = 'Autorización';
  const kind = connection.kind === 'oauth' ? 'OAuth, se renueva sola' : 'Token de larga duración';
  if (connection.state !== 'connected') {
    const remedy = connection.remedy ?? 'Conecte la cuenta en /oauth/start.';
    return failed(name, stateText[connection.state], remedy);
  }
  if (connection.expiresAt === null) return ok(name, kind);
  const days = Math.floor((Date.parse(connection.expiresAt) - now.getTime()) / 86_400_000);
  const found = `${kind}, vence en ${days} días`;
  if (days > warnDays) return ok(name, found);
  const remedy = connection.remedy ?? 'Cree otro token en Kommo (Claves y alcances).';
  return days < 0 ? failed(name, found, remedy) : warning(name, found, remedy);
}

const stateText = {
  needs_authorisation: 'La cuenta no está conectada',
  revoked: 'Kommo ya no acepta la autorización',
  payment_required: 'El plan de la cuenta terminó',
  blocked: 'Kommo bloqueó el acceso de este servidor',
  unreachable: 'Kommo no responde',
} as const satisfies Record<Exclude<ConnectionState['state'], 'connected'>, string>;

/** Users, hooks and fields are for administrators only. */
export async function checkRights(client: KommoClient, userId: number): Promise<Check> {
  const name = 'Permisos';
  if (await isAdministrator(client, userId)) {
    return ok(name, 'De administrador: usuarios, webhooks y campos');
  }
  return failed(
    name,
    'El token no es de un administrador: no puede leer usuarios ni crear webhooks y campos',
    'Conecte de nuevo en /oauth/start con un administrador, o cree el token de larga duración con uno.',
  );
}

const scopes = [
  {
    name: 'Alcance: datos de la cuenta',
    path: '/api/v4/leads?limit=1',
    without: 'sin él no se puede crear ni leer ningún lead',
    state: failed,
  },
  {
    name: 'Alcance: contactos',
    path: '/api/v4/contacts?limit=1',
    without: 'sin él no se reconoce a quien ya es contacto',
    state: failed,
  },
] as const;

export async function checkScopes(client: KommoClient): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const { name, path, without, state } of scopes) {
    const allowed = await isAllowed(client, path);
    const remedy = `Actívelo en Kommo → Integración → Claves y alcances y conecte de nuevo: ${without}.`;
    checks.push(allowed ? ok(name, 'Concedido') : state(name, 'Kommo no lo permite', remedy));
  }
  return [...checks, await checkChatHistory(client)];
}

const talksSchema = z
  .object({ _embedded: z.object({ talks: listOf(z.object({ talk_id: z.coerce.number() })) }) })
  .nullable()
  .catch(null);

/** A scope of its own, and only asked for where there is a talk. */
async function checkChatHistory(client: KommoClient): Promise<Check> {
  const name = 'Alcance: historial de chats';
  const remedy =
    'Active el alcance del historial de chats en la integración y conecte de nuevo: sin él, las palabras del WhatsApp no llegan a Odoo.';
  try {
    const page = talksSchema.parse(await client.get('/api/v4/talks?limit=1'));
    const talk = page?._embedded.talks[0];
    if (talk === undefined) return ok(name, 'Todavía no hay chats para comprobarlo');
    const allowed = await isAllowed(client, `/api/v4/talks/${talk.talk_id}/messages?limit=1`);
    return allowed ? ok(name, 'Concedido') : warning(name, 'Kommo no lo permite', remedy);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return warning(name, 'Kommo no lo permite', remedy);
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

/** The API cannot make bots: where there is none, nothing is asked and nothing goes out by WhatsApp. */
export async function checkBots(client: KommoClient): Promise<Check> {
  const name = 'Salesbots';
  const remedy =
    'Cree los Salesbots en Kommo (los pasos y el código a pegar: npm run provision -- plan).';
  try {
    const count = countOf(await client.get('/api/v4/bots?limit=50'));
    return count > 0 ? ok(name, `${count} en la cuenta`) : warning(name, 'Ninguno', remedy);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return warning(name, sayFailure(error).found, remedy);
  }
}

/** The key of the list is not documented; it is the only list in the answer. */
function countOf(body: unknown): number {
  const page = z
    .object({ _embedded: z.record(z.string(), z.unknown()) })
    .nullable()
    .catch(null)
    .parse(body);
  const [list] = Object.values(page?._embedded ?? {});
  return listOf(z.unknown()).catch([]).parse(list).length;
}
