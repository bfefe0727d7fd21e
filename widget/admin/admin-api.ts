import { adminPaths } from '../api/admin-paths.js';
import { readReply } from '../api/companion.js';
import { isConnection } from '../api/connection-shape.js';
import type { Check } from '../api/shape.js';
import type { Request, Send } from '../host/ajax.js';
import type { Outcome } from '../outcome.js';
import {
  isDeadLetters,
  isDoctorReport,
  isProvisionPlan,
  isProvisionRun,
  isReconciliation,
  isReplayRun,
} from './admin-shape.js';
import type { Known, KnownName } from './admin-state.js';

export type Edits = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface AdminApi {
  /** What the page shows, read again. */
  readonly read: { readonly [Name in KnownName]: () => Promise<Outcome<Known[Name]>> };
  readonly checkAgain: () => Promise<Outcome<Known['doctor']>>;
  readonly apply: () => Promise<Outcome<Known['provisionRun']>>;
  /** With `dryRun` the answer holds the plan and nothing happens. */
  readonly replay: (
    ids: readonly string[],
    edits: Edits,
    dryRun: boolean,
  ) => Promise<Outcome<Known['replay']>>;
  readonly discard: (ids: readonly string[], reason: string) => Promise<Outcome<true>>;
  readonly reconcile: () => Promise<Outcome<Known['reconciliation']>>;
  readonly repair: (ids: readonly string[]) => Promise<Outcome<true>>;
  /** Asks Kommo now, instead of telling what is on record. */
  readonly testConnection: () => Promise<Outcome<Known['connection']>>;
}

/** The doctor waits for Kommo and Odoo, and a plan reads the whole account. */
const slowMs = 60_000;

export function createAdminApi(send: Send, origin: string): AdminApi {
  const call = async <T>(request: Request, check: Check<T>): Promise<Outcome<T>> =>
    readReply(await send({ timeoutMs: slowMs, ...request, url: origin + request.url }), check);
  const get = <T>(url: string, check: Check<T>) => call({ method: 'GET', url }, check);
  /** "Done" may come with a body or without one. */
  const order = async (url: string, body: unknown): Promise<Outcome<true>> => {
    const outcome = await call({ method: 'POST', url, body }, isAnything);
    return outcome.kind === 'ok' ? { kind: 'ok', value: true } : outcome;
  };
  const post = <T>(url: string, body: unknown, check: Check<T>) =>
    call({ method: 'POST', url, body }, check);
  return {
    read: {
      connection: () => get(adminPaths.connection, isConnection),
      doctor: () => get(adminPaths.doctor, isDoctorReport),
      provision: () => get(adminPaths.provision, isProvisionPlan),
      provisionRun: () => get(adminPaths.provisionRun, isProvisionRun),
      letters: () => get(adminPaths.deadLetters, isDeadLetters),
      replay: () => get(adminPaths.replay, isReplayRun),
      reconciliation: () => get(adminPaths.reconciliation, isReconciliation),
    },
    checkAgain: () => post(adminPaths.doctor, {}, isDoctorReport),
    apply: () => post(adminPaths.provisionRun, {}, isProvisionRun),
    replay: (ids, edits, dryRun) => post(adminPaths.replay, { ids, dryRun, edits }, isReplayRun),
    discard: (ids, reason) => order(adminPaths.discard, { ids, reason }),
    reconcile: () => post(adminPaths.reconciliation, {}, isReconciliation),
    repair: (ids) => order(adminPaths.repair, { ids }),
    testConnection: () => post(adminPaths.connection, {}, isConnection),
  };
}

const isAnything: Check<unknown> = (value): value is unknown => value === value;
