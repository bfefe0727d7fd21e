import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { provisionRunSchema } from '../../../../contract/admin.js';
import type { ProvisionRun as WordedRun } from '../../../../contract/admin.js';
import { isSentence } from '../../../../wording/say.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import type { ErrorCode } from '../../../../contract/errors.js';
import type { KommoClient } from '../../adapters/kommo/http/client.js';
import { accountFailureOf } from '../../adapters/kommo/errors.js';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import type { Logger } from '../../log.js';
import { done, failed } from '../../work/outcome.js';
import type { Outcome } from '../../work/outcome.js';
import type { Enqueue } from '../../work/request.js';
import type { SettingTable, Shared } from '../../storage/tables.js';
import { applyPlan } from './apply.js';
import type { Progress } from './apply.js';
import { textOf } from './change-text.js';
import { sayFailure } from '../doctor/doctor-check.js';
import type { StageStore } from './stage-store.js';
import { wantedOf } from './wanted.js';

type ProvisionRun = Unworded<WordedRun, 'text' | 'reason'>;

/** Bringing the account to the blueprint in the background, as a job: what a restart interrupts goes on afterwards. */
export interface ProvisionRuns {
  read(): Promise<ProvisionRun>;
  /** Starts one, or answers the one that runs. */
  start(): Promise<ProvisionRun>;
  /** The job; what fails for good is kept for the page, and nothing is left in the queue. */
  work(isLastTry: boolean): Promise<Outcome<never>>;
  /** The queue gave the job up: the page says why. */
  giveUp(code: ErrorCode): Promise<void>;
}

interface Tools {
  readonly config: Config;
  readonly client: KommoClient;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly settings: Pick<SettingTable, 'get' | 'set'>;
  readonly store: { readonly shared: Pick<Shared, 'withLock'> };
  readonly stages: StageStore;
  readonly enqueue: Enqueue;
}

const settingKey = 'provision.run';
/** Runs of before were kept in Spanish. */
const saidSchema = z.union([z.string(), z.custom<Sentence>(isSentence)]);
const keptSchema = provisionRunSchema.extend({
  failed: z.array(z.object({ text: saidSchema, reason: saidSchema })).readonly(),
  touchedAt: z.iso.datetime(),
});
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
      await tools.enqueue('apply-provision', { runId: randomUUID() });
    } catch (error) {
      await write(before);
      throw error;
    }
    return begun;
  };
  return {
    read,
    start: () => tools.store.shared.withLock('provision-start', start),
    work: (isLastTry) => work(tools, { read, write }, isLastTry),
    giveUp: async (code) => {
      await tell({ read, write }, new AppError(code, 'The queue gave the run up.'));
    },
  };
}

interface RunState {
  readonly read: () => Promise<ProvisionRun>;
  readonly write: (run: ProvisionRun) => Promise<void>;
}

async function work(
  { config, client, log, stages }: Tools,
  { read, write }: RunState,
  isLastTry: boolean,
): Promise<Outcome<never>> {
  const onProgress = (progress: Progress) => write(stateOf(progress, true));
  try {
    const applied = await applyPlan({ client, log, stages, onProgress }, wantedOf(config));
    const total = applied.done.length + applied.failed.length;
    await write(stateOf({ total, done: applied.done.length, failed: applied.failed }, false));
    return done();
  } catch (error) {
    const isPassing =
      error instanceof AppError &&
      accountFailureOf(error) === null &&
      error.retry.kind !== 'never' &&
      !isLastTry;
    if (isPassing) return failed(error);
    // For a person: who looks at the page repeats it, so nothing is left in the queue.
    await tell({ read, write }, error);
    log.warn({ err: error }, 'the account was not brought to the blueprint');
    return done();
  }
}

async function tell({ read, write }: RunState, error: unknown): Promise<void> {
  const run = await read();
  const { found, remedy } = sayFailure(error);
  await write({ ...run, running: false, failed: [{ text: found, reason: remedy }] });
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
