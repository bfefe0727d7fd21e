import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { provisionRunSchema } from '../../../../contract/admin.js';
import type { ProvisionRun } from '../../../../contract/admin.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import { accountFailureOf } from '../../adapters/kommo/errors.js';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import type { Logger } from '../../log.js';
import type { JobRequest, Outcome } from '../../services.js';
import type { SettingTable, Shared } from '../../storage/tables.js';
import { applyPlan } from './apply.js';
import type { Progress } from './apply.js';
import { textOf } from './change-text.js';
import { sayFailure } from '../doctor/doctor-check.js';
import type { StageStore } from './stage-store.js';
import { wantedOf } from './wanted.js';

/** Bringing the account to the blueprint in the background, as a job: what a restart interrupts goes on afterwards. */
export interface ProvisionRuns {
  read(): Promise<ProvisionRun>;
  /** Starts one, or answers the one that runs. */
  start(): Promise<ProvisionRun>;
  /** The job; `attempt` is 1 at first. */
  work(attempt: number): Promise<Outcome>;
}

interface Tools {
  readonly config: Config;
  readonly client: KommoClient;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly settings: Pick<SettingTable, 'get' | 'set'>;
  readonly store: { readonly shared: Pick<Shared, 'withLock'> };
  readonly stages: StageStore;
  readonly enqueue: (requests: readonly JobRequest[]) => Promise<void>;
}

export const provisionStep = 'apply-provision';
/** Waits between tries, in seconds. */
export const provisionBackoff = [5, 15, 60];

const settingKey = 'provision.run';
const keptSchema = provisionRunSchema.extend({ touchedAt: z.iso.datetime() });
const never: ProvisionRun = { running: false, done: 0, total: 0, failed: [] };
/** A run that has given no sign for so long has lost its job: it may be started again. */
const lostMs = 10 * 60_000;

export function createProvisionRuns(tools: Tools): ProvisionRuns {
  const { settings, clock } = tools;
  const write = (run: ProvisionRun) =>
    settings.set(settingKey, { ...run, touchedAt: clock().toISOString() });
  const read = async (): Promise<ProvisionRun> => {
    const parsed = keptSchema.safeParse(await settings.get(settingKey));
    if (!parsed.success) return never;
    const { touchedAt, ...run } = parsed.data;
    const isLost = clock().getTime() - Date.parse(touchedAt) > lostMs;
    return { ...run, running: run.running && !isLost };
  };
  const start = async (): Promise<ProvisionRun> => {
    const before = await read();
    if (before.running) return before;
    const begun = { ...never, running: true };
    await write(begun);
    try {
      await tools.enqueue([{ step: provisionStep, key: randomUUID(), data: {} }]);
    } catch (error) {
      await write(before);
      throw error;
    }
    return begun;
  };
  return {
    read,
    start: () => tools.store.shared.withLock('provision-start', start),
    work: (attempt) => work(tools, { read, write }, attempt),
  };
}

interface RunState {
  readonly read: () => Promise<ProvisionRun>;
  readonly write: (run: ProvisionRun) => Promise<void>;
}

async function work(
  { config, client, log, stages }: Tools,
  { read, write }: RunState,
  attempt: number,
): Promise<Outcome> {
  const onProgress = (progress: Progress) => write(stateOf(progress, true));
  try {
    const applied = await applyPlan({ client, log, stages, onProgress }, wantedOf(config));
    const total = applied.done.length + applied.failed.length;
    await write(stateOf({ total, done: applied.done.length, failed: applied.failed }, false));
    return { kind: 'done', next: [] };
  } catch (error) {
    const isPassing =
      error instanceof AppError &&
      accountFailureOf(error) === null &&
      error.retry.kind !== 'never' &&
      attempt <= provisionBackoff.length;
    if (isPassing) return { kind: 'failed', error };
    // For a person: who looks at the page repeats it, so nothing is left in the queue.
    const run = await read();
    const { found, remedy } = sayFailure(error);
    await write({ ...run, running: false, failed: [{ text: found, reason: remedy }] });
    log.warn({ err: error }, 'the account was not brought to the blueprint');
    return { kind: 'done', next: [] };
  }
}

const stateOf = ({ total, done, failed }: Progress, running: boolean): ProvisionRun => ({
  running,
  done,
  total,
  failed: failed.map(({ change, error }) => ({
    text: textOf(change),
    reason: sayFailure(error).found,
  })),
});
