import type pg from 'pg';
import { createKommoClient } from '../../backend/src/adapters/kommo/http/client.js';
import { createServices } from '../../backend/src/create-services.js';
import { untraced } from '../../backend/src/lead-traces.js';
import type { LeadTraces } from '../../backend/src/lead-traces.js';
import type { Parts } from '../../backend/src/create-services.js';
import { readConfig } from '../../backend/src/config.js';
import type { Config } from '../../backend/src/config.js';
import { handlersOf } from '../../backend/src/handlers.js';
import { readCapture } from '../../domain/capture/read-capture.js';
import type { LeadProfile } from '../../domain/lead/lead.js';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { applyPlan } from '../../backend/src/account/provision/apply.js';
import { wantedOf } from '../../backend/src/account/provision/wanted.js';
import type { Logger } from '../../backend/src/log.js';
import { startSandbox } from '../../sandbox/start-sandbox.js';
import { openTestDatabase, silentLog } from './database.js';
import { unlimitedTurns } from './unlimited-turns.js';

export const clientSecret = 'a-secret-of-the-test-integration-0123456789';

export interface World extends Parts {
  readonly config: Config;
  readonly kommoUrl: string;
  readonly odooUrl: string;
  /** For what no table of the store answers. */
  readonly pool: pg.Pool;
  /** A call to Kommo's stand-in, as its API or its `/sandbox` controls. */
  kommo(
    path: string,
    init?: { readonly method?: string; readonly body?: unknown },
  ): Promise<unknown>;
  /** A call to the controls of Odoo's stand-in. */
  odoo(
    path: string,
    init?: { readonly method?: string; readonly body?: unknown },
  ): Promise<unknown>;
  /** Starts the queue, the relay and every step. */
  work(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly clock?: () => Date;
  /** Where time is moved in the sandbox by its own control. */
  readonly sandboxClock?: () => Date;
  /** False: the sandbox's bots go on only when its control moves time, if only by nothing. */
  readonly sandboxWakes?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly companionUrl?: string;
  /** Where a test reads what was logged. */
  readonly log?: Logger;
  readonly traces?: LeadTraces;
}

/** A provisioned account in a sandbox of its own, a database of its own, and the companion's parts over both. */
export async function openWorld({
  clock = () => new Date(),
  sandboxClock = clock,
  sandboxWakes = true,
  env = {},
  companionUrl = 'http://localhost:1',
  log = silentLog,
  traces = untraced,
}: WorldOptions = {}): Promise<World> {
  const database = await openTestDatabase({ clock });
  const sandbox = await startSandbox({
    port: 0,
    odooPort: 0,
    companionUrl,
    clientSecret,
    dataDir: null,
    clock: sandboxClock,
    wakesItself: sandboxWakes,
  });
  const config = readConfig({ ...environment(sandbox.url, sandbox.odooUrl, companionUrl), ...env });
  const parts = createServices({
    config,
    log,
    clock,
    pool: database.pool,
    connectionString: database.connectionString,
    traces,
  });
  // The limits have tests of their own; elsewhere a test's own looks would use them up.
  await caller(sandbox.url)('/sandbox/limits', {
    method: 'POST',
    body: { perSecond: 0, perAccount: 0, blockAfter: 0 },
  });
  await applyPlan({ client: impatientClient(config, parts), log: silentLog }, wantedOf(config));
  let working = false;
  return {
    ...parts,
    config,
    kommoUrl: sandbox.url,
    odooUrl: sandbox.odooUrl,
    pool: database.pool,
    kommo: caller(sandbox.url),
    odoo: caller(sandbox.odooUrl),
    async work() {
      working = true;
      await parts.jobs.start(handlersOf(parts.services));
      await parts.relay.look();
    },
    async close() {
      await parts.relay.stop();
      if (working) await parts.jobs.stop();
      await sandbox.close();
      await database.drop();
    },
  };
}

/** Provisioning is forty calls; at Kommo's pace each test would wait six seconds for them. */
export const impatientClient = (
  { kommo }: Config,
  { services: { clock } }: Pick<Parts, 'services'>,
) =>
  createKommoClient({
    baseUrl: kommo.baseUrl,
    token: () => Promise.resolve('sandbox-token'),
    shared: unlimitedTurns,
    log: silentLog,
    clock,
    sleep: () => Promise.resolve(),
  });

function environment(kommoUrl: string, odooUrl: string, companionUrl: string) {
  return {
    SANDBOX: 'true',
    PUBLIC_URL: companionUrl,
    CAPTURE_TOKEN: 'sandbox-capture',
    METRICS_TOKEN: 'sandbox-metrics',
    KOMMO_SUBDOMAIN: 'sandbox',
    KOMMO_BASE_URL: kommoUrl,
    KOMMO_ACCOUNT_ID: '30000001',
    KOMMO_TOKEN: 'sandbox-token',
    KOMMO_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
    KOMMO_CLIENT_SECRET: clientSecret,
    KOMMO_HOOK_SECRET: 'sandbox-hook',
    KOMMO_WIDGET_ORIGINS: kommoUrl,
    META_APP_SECRET: 'sandbox-meta-secret',
    META_VERIFY_TOKEN: 'sandbox-meta-verify',
    META_PAGE_TOKEN: 'sandbox-meta-token',
    META_PAGE_ID: '102030405060708',
    META_GRAPH_URL: `${kommoUrl}/graph`,
    ODOO_URL: odooUrl,
    ODOO_DATABASE: 'sandbox',
    ODOO_LOGIN: 'kommo-bot@example.com',
    ODOO_KEY: 'sandbox-odoo',
  };
}

const caller =
  (base: string) =>
  async (
    path: string,
    { method = 'GET', body }: { readonly method?: string; readonly body?: unknown } = {},
  ) => {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: 'Bearer sandbox-token', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };

/** A complete body of the landing page; every `index` is another person. */
export function body(index: number, change: Readonly<Record<string, unknown>> = {}) {
  const number = String(index).padStart(4, '0');
  return {
    full_name: `Carmen Peña ${number}`,
    company_name: `Ferretería El Progreso ${number} SRL`,
    email: `carmen${index}@elprogreso${index}.example`,
    phone_number: `809555${number}`,
    service_type: 'Contabilidad',
    company_size: '21-50',
    urgency_level: 'Inmediatamente',
    budget_range: '30K-50K',
    utm_source: 'facebook',
    utm_campaign: 'contabilidad-pymes',
    ...change,
  };
}

export function profile(
  index: number,
  change: Readonly<Record<string, unknown>> = {},
): LeadProfile {
  const read = readCapture(
    body(index, change),
    'direct',
    blueprint,
    new Date('2026-11-23T12:00:00Z'),
  );
  if (read.kind === 'rejected') throw new Error(JSON.stringify(read.problems));
  return read.profile;
}

/** Polls a condition, at most `longestWaitMs`, without holding anything open. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | false>,
  longestWaitMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + longestWaitMs;
  for (;;) {
    const found = await probe();
    if (found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${longestWaitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
