import { join } from 'node:path';
import type pg from 'pg';
import type { Registry } from 'prom-client';
import { createOpenToBots } from './adapters/kommo/bots/open-to-bots.js';
import type { KommoClient } from './adapters/kommo/http/client.js';
import { createKommo } from './adapters/kommo/create-kommo.js';
import { createOneTimeTokenVerifier } from './adapters/kommo/auth/one-time-token.js';
import { createMeta } from './adapters/meta/meta.js';
import { createOdoo } from './adapters/odoo/create-odoo.js';
import { send } from './adapters/http-client.js';
import { odooSettingsSchema } from './adapters/odoo/transport/settings.js';
import { blueprint, scoreTables as blueprintTables } from '../../domain/blueprint/blueprint.js';
import type { Config } from './config.js';
import { createLeadRights } from './account/lead-rights/create-lead-rights.js';
import { openConnection } from './account/connection/open-connection.js';
import type { VerifyToken } from './http/middleware/widget-auth.js';
import type { Jobs } from './jobs/job.js';
import { createActiveTables } from './operations/refinement/active-tables.js';
import { createJobs } from './jobs/jobs.js';
import { createRelay } from './jobs/relay.js';
import type { Relay } from './jobs/relay.js';
import { createMeter, outcomeOf } from './operations/kpis/create-meter.js';
import type { Meter } from './operations/kpis/create-meter.js';
import { createMetrics } from './create-metrics.js';
import { readDisk } from './read-disk.js';
import { createAdministration } from './account/administration.js';
import { createStageStore } from './account/provision/stage-store.js';
import { readDatabaseFacts } from './storage/database-facts.js';
import { untraced } from './lead-traces.js';
import type { LeadTraces } from './lead-traces.js';
import type { Logger } from './log.js';
import type { Services } from './services.js';
import { createDatabase } from './storage/db.js';
import { createWithdrawAddress } from './http/landing/withdraw-address.js';
import { sayIn } from '../../wording/say.js';
import { createExports } from './storage/exports/exports.js';
import { createStore } from './storage/store.js';
import type { Store } from './storage/tables.js';
import { enqueueBy, next } from './work/request.js';
import type { RequestOf } from './work/request.js';
import type { TickEdge } from './work/ticks.js';

export interface ServiceTools {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly pool: pg.Pool;
  readonly connectionString: string;
  /** None where they are left out. */
  readonly traces?: LeadTraces;
}

/** What the process starts and stops; routes and steps see only `services`. */
export interface Parts {
  readonly services: Services;
  readonly client: KommoClient;
  readonly jobs: Jobs;
  readonly relay: Relay;
  readonly verify: VerifyToken;
  readonly metrics: Registry;
}

/** Builds every client and table once; the only place that knows them all. */
export function createServices(tools: ServiceTools): Parts {
  const { config, log, clock, pool, traces = untraced } = tools;
  const db = createDatabase(pool);
  const jobs = createJobs({ ...tools, db });
  const relay = createRelay({
    ...{ db, jobs, log },
    captureJob: (id): RequestOf<TickEdge['relay']> => next('score', { id }),
    hookJob: (id): RequestOf<TickEdge['relay']> => next('read-hook', { id }),
  });
  const store = createStore({
    pool,
    clock,
    encryptionKeys: config.encryptionKeys,
    onReceived: () => {
      relay.nudge();
    },
  });
  const metrics = createMetrics();
  const meter = createMeter(clock, metrics.note);
  const noteCall = noteCalls(meter, traces);
  const { connection, client, odoo, meta } = openVendors(tools, store, noteCall);
  const points = createActiveTables(blueprintTables, store.refinement);
  const enqueue = enqueueBy((requests) => jobs.enqueue(requests));
  const administration = createAdministration({
    ...{ config, clock, log, client, connection, odoo, meta, store, enqueue },
    readFacts: () => readDatabaseFacts(db),
  });
  const services: Services = {
    ...{ config, log, clock, blueprint, blueprintTables, store },
    get scoreTables() {
      return points.current();
    },
    ...{ endedLeads: points.ended, refreshPoints: points.refresh },
    kommo: kommoOf(tools, client, store),
    ...{ openToBots: openToBotsOf(tools), connection, odoo, meta },
    leadRights: createLeadRights({ client, clock, settings: store.settings }),
    administration,
    ...{ deadLetterQueue: jobs, waitingWork: jobs, personalJobs: jobs.personal },
    ...{ say: sayIn('es'), withdrawAddress: createWithdrawAddress(config) },
    postJson: async (url, body, headers = {}) =>
      (await send({ method: 'POST', url, headers, body, timeoutMs: 10_000 })).status,
    ...{ meter, traces },
    readDisk: () => readDisk(config.dataDir),
    exports: exportsOf(tools, store, jobs),
    enqueue,
    enqueueWithin: (within) => enqueueBy((requests) => jobs.enqueue(requests, within)),
  };
  metrics.watch(services);
  return { services, client, jobs, relay, verify: verifierOf(tools), metrics: metrics.registry };
}

/** Everything that calls other systems; each call is measured. */
function openVendors(tools: ServiceTools, store: Store, note: NoteCall) {
  return {
    ...openConnection({
      ...{ ...tools, store },
      onCall: ({ method, ...call }) => {
        note(`kommo ${method}`, call);
      },
    }),
    odoo: odooOf(tools, store.shared, note),
    meta: createMeta(tools.config.meta, (call) => {
      note('meta GET', call);
    }),
  };
}

function exportsOf(
  { config: { dataDir, privacy }, clock, pool }: ServiceTools,
  { erasures, shared }: Store,
  jobs: Jobs,
): Services['exports'] {
  return createExports({
    ...{ pool, clock, erasures, shared, recipient: privacy.exportRecipient },
    folder: join(dataDir, 'exports'),
    readJobs: async () => (await jobs.pending()).map((job) => JSON.stringify(job)),
  });
}

function kommoOf(
  { log, clock, config }: ServiceTools,
  client: KommoClient,
  { seen, settings }: Store,
): Services['kommo'] {
  const stages = createStageStore(settings);
  return createKommo({
    ...{ client, blueprint, log, clock, origin: new URL(config.kommo.baseUrl).origin },
    onWritten: (...written) => seen.advance(...written),
    readKnownStages: () => stages.read(),
  });
}

function verifierOf({ config: { kommo }, clock }: ServiceTools): VerifyToken {
  return createOneTimeTokenVerifier({
    clientId: kommo.clientId,
    accountId: kommo.accountId,
    secrets: kommo.clientSecrets,
    audience: kommo.audience === null ? null : [kommo.audience],
    clock,
  });
}

function openToBotsOf({ config: { kommo }, clock }: ServiceTools): Services['openToBots'] {
  return createOpenToBots({
    clientId: kommo.clientId,
    accountId: kommo.accountId,
    secrets: kommo.clientSecrets,
    // The sandbox is reached under two names.
    origins: [new URL(kommo.baseUrl).origin, ...kommo.widgetOrigins],
    clock,
  });
}

/** Null while Odoo is not configured. Without `shared`, customers are kept apart within this process only. */
export function odooOf(
  { config: { odoo }, log, clock }: Pick<ServiceTools, 'config' | 'log' | 'clock'>,
  shared?: Pick<Store['shared'], 'tryLocks'>,
  note?: NoteCall,
): Services['odoo'] {
  if (odoo === null) return null;
  const { url, ...rest } = odoo;
  const { services } = blueprint.handOver;
  const settings = odooSettingsSchema.parse({ baseUrl: url, services, ...rest });
  return createOdoo({
    ...{ settings, log, clock },
    ...(shared && { tryLocks: shared.tryLocks }),
    ...(note && {
      onCall: ({ verb, ...call }) => {
        note(`odoo ${verb}`, call);
      },
    }),
  });
}

type NoteCall = (name: string, call: { readonly status: number; readonly ms: number }) => void;

const noteCalls =
  (meter: Meter, traces: LeadTraces): NoteCall =>
  (name, call) => {
    meter.note({ kind: 'call', name, outcome: outcomeOf(call.status), ms: call.ms });
    traces.call(name, call);
  };
