import { Writable } from 'node:stream';
import { pino } from 'pino';
import { readOAuthReturn } from '../../../backend/src/adapters/kommo/auth/oauth-return.js';
import type { OAuthReturn } from '../../../backend/src/adapters/kommo/auth/oauth-return.js';
import type { KommoClient } from '../../../backend/src/adapters/kommo/http/client.js';
import { readConfig } from '../../../backend/src/config.js';
import type { Config } from '../../../backend/src/config.js';
import type { Connected, Connection } from '../../../backend/src/account/connection/connection.js';
import { openConnection } from '../../../backend/src/account/connection/open-connection.js';
import { openPool } from '../../../backend/src/storage/pool.js';
import { createStore } from '../../../backend/src/storage/store.js';
import type { Store } from '../../../backend/src/storage/tables.js';
import type { KommoTokens, TokenTable } from '../../../backend/src/storage/tokens/token-table.js';
import { startSandbox } from '../../../sandbox/start-sandbox.js';
import { openTestDatabase, silentLog } from '../../support/database.js';
import { unlimitedTurns } from '../../support/unlimited-turns.js';

export const clientSecret = 'a-secret-of-the-test-integration-0123456789';
export const accountId = 30000001;
const clientId = '00000000-0000-4000-8000-000000000001';

/** One process of the companion, as far as its connection with Kommo goes. */
export interface Process {
  readonly connection: Connection;
  readonly client: KommoClient;
  readonly store: Store;
  /** What it logged, as text. */
  log(): string;
}

export interface Account {
  readonly config: Config;
  readonly env: Readonly<Record<string, string>>;
  readonly connectionString: string;
  readonly store: Store;
  /** Starts another process over the same database. */
  process(change?: Change): Process;
  /** Kommo's stand-in, its API and its controls. */
  kommo(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Goes through consent as a person does; answers what Kommo sends the browser back with. */
  consent(from: Process, decision?: 'allow' | 'deny'): Promise<OAuthReturn>;
  connect(from: Process): Promise<Connected>;
  /** Moves the clocks of both sides. */
  advance(hours: number): void;
  tokens(): Promise<KommoTokens | null>;
  /** Calls of the token's address so far. */
  tokenCalls(): Promise<number>;
  /** Ends the rest that a failed refresh leaves behind. */
  endRest(): Promise<void>;
  close(): Promise<void>;
}

interface Change {
  readonly env?: Readonly<Record<string, string>>;
  readonly tokens?: Partial<TokenTable>;
}

/** An account of Kommo's stand-in, a database, and as many processes over them as a test wants. */
export async function openAccount(companionUrl = 'http://localhost:1'): Promise<Account> {
  let offsetMs = 0;
  const clock = (): Date => new Date(Date.now() + offsetMs);
  const database = await openTestDatabase({ clock });
  const sandbox = await startSandbox({
    ...{ port: 0, odooPort: 0, companionUrl, clientSecret, dataDir: null, clock },
  });
  const kommo = caller(sandbox.url);
  await kommo('POST', '/sandbox/limits', { perSecond: 0, perAccount: 0, blockAfter: 0 });
  const env = environment(sandbox.url, companionUrl);
  const config = readConfig(env);
  const storeOf = (one: Config, pool: typeof database.pool): Store =>
    createStore({ pool, clock, encryptionKeys: one.encryptionKeys });
  const store = storeOf(config, database.pool);
  const opened: Store[] = [];

  return {
    config,
    env,
    connectionString: database.connectionString,
    store,
    kommo,
    process(change = {}) {
      const { log, text } = recordedLog();
      const one = readConfig({ ...env, ...change.env });
      const pool = openPool({ connectionString: database.connectionString, log: silentLog });
      const own = storeOf(one, pool);
      opened.push(own);
      const shared = { ...own.shared, ...unlimitedTurns };
      const seen = { ...own, shared, tokens: { ...own.tokens, ...change.tokens } };
      const parts = openConnection({ config: one, store: seen, log, clock });
      return { ...parts, store: seen, log: text };
    },
    consent: ({ connection }, decision = 'allow') => consent(connection, decision),
    async connect(from) {
      return from.connection.finish(await consent(from.connection, 'allow'));
    },
    advance: (hours) => {
      offsetMs += hours * 3_600_000;
    },
    tokens: () => store.tokens.find(accountId),
    async tokenCalls() {
      const requests = (await kommo('GET', '/sandbox/requests')) as { path: string }[];
      return requests.filter(({ path }) => path === '/oauth2/access_token').length;
    },
    async endRest() {
      await database.pool.query("delete from turns where limiter like 'kommo-refresh:%'");
    },
    async close() {
      for (const one of opened) await one.close();
      await sandbox.close();
      await database.drop();
    },
  };
}

async function consent(connection: Connection, decision: 'allow' | 'deny'): Promise<OAuthReturn> {
  const begun = connection.begin();
  if (begun === null) throw new Error('ENCRYPTION_KEY is missing');
  const page = await (await fetch(begun.address)).text();
  const link = new RegExp(`"(/oauth/decision[^"]*decision=${decision})"`).exec(page)?.[1];
  if (link === undefined) throw new Error(`no ${decision} on the page: ${page}`);
  const address = new URL(link.replaceAll('&amp;', '&'), begun.address);
  const { headers } = await fetch(address, { redirect: 'manual' });
  return readOAuthReturn(
    Object.fromEntries(new URL(headers.get('location') ?? '').searchParams.entries()),
  );
}

function recordedLog() {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { log: pino({ level: 'trace' }, sink), text: () => lines.join('') };
}

const caller =
  (base: string): Account['kommo'] =>
  async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: 'Bearer sandbox-token', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };

const environment = (kommoUrl: string, companionUrl: string) => ({
  SANDBOX: 'true',
  PUBLIC_URL: companionUrl,
  CAPTURE_TOKEN: 'sandbox-capture',
  ENCRYPTION_KEY: 'e'.repeat(64),
  KOMMO_SUBDOMAIN: 'sandbox',
  KOMMO_BASE_URL: kommoUrl,
  KOMMO_ACCOUNT_ID: String(accountId),
  KOMMO_CLIENT_ID: clientId,
  KOMMO_CLIENT_SECRET: clientSecret,
  KOMMO_HOOK_SECRET: 'sandbox-hook',
});
