import type { SqlExecutor } from './executor.js';

export interface JobRequest {
  readonly step: string;
  /** The same step and key is one job, while it waits, runs, or was done within the last week. */
  readonly key: string;
  /** Ids rather than personal data: it is kept with dead letters. */
  readonly data: unknown;
  readonly startAfter?: Date;
}

export interface Job {
  readonly id: string;
  readonly key: string;
  /** 1 at the first run; a run that ended with `later` does not count. */
  readonly attempt: number;
  readonly data: unknown;
}

export type Outcome =
  | { readonly kind: 'done'; readonly next: readonly JobRequest[] }
  /** Not yet, and nobody's fault: runs again after `ms` without consuming a try. */
  | { readonly kind: 'later'; readonly ms: number; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface Handler {
  readonly step: string;
  /** Most jobs per run. */
  readonly batch: number;
  /** Runs at the same time in this process. */
  readonly concurrency: number;
  /** Tries after the first one; as many as `backoffSeconds` has rungs where it is left out. */
  readonly retries?: number;
  /** Delay before each retry; the last one repeats. Each is stretched by up to a quarter, so that herds spread. */
  readonly backoffSeconds: readonly number[];
  /** Answers in the order of `jobs`. What it throws fails them all. It may run twice for one job: after a crash. */
  run(jobs: readonly Job[]): Promise<readonly Outcome[]>;
}

export interface DeadLetter {
  readonly id: string;
  readonly step: string;
  readonly key: string;
  readonly data: unknown;
  /** An ErrorCode; `internal` for what nobody understood. */
  readonly code: string;
  /** A sentence for people, in Spanish; null when the code says enough. */
  readonly reason: string | null;
  readonly message: string;
  readonly attempts: number;
  readonly failedAt: string;
}

/** "waiting" runs, or waits for its next try. */
export type ReleasedFate = 'waiting' | 'done' | 'failed';

export interface StepCounts {
  readonly step: string;
  readonly waiting: number;
  /** Of those waiting, the ones whose time has not come. */
  readonly delayed: number;
  readonly running: number;
  readonly dead: number;
}

export interface Jobs {
  /** Creates the queues and starts the workers. `enqueue` needs it first. */
  start(handlers: readonly Handler[]): Promise<void>;
  /** Resolves after the commit, or as part of the caller's transaction when one is given. */
  enqueue(requests: readonly JobRequest[], within?: SqlExecutor): Promise<void>;
  /** Takes no new work and lets what runs finish, for a bounded time. */
  stop(): Promise<void>;
  /** Oldest first, at most `limit` (default 200), without the discarded ones. */
  deadLetters(limit?: number): Promise<readonly DeadLetter[]>;
  /** Puts dead letters back to work with fresh tries; answers how many. */
  redrive(ids: readonly string[]): Promise<number>;
  /** Gives up on them; they are kept with the reason. Answers how many. */
  discard(ids: readonly string[], reason: string): Promise<number>;
  /** Gives up on those of a step whose data has `part` in it, but for `except`: newer work takes their place. */
  discardLike(
    like: {
      readonly step: string;
      readonly part: Readonly<Record<string, unknown>>;
      readonly except?: readonly string[];
    },
    reason: string,
  ): Promise<number>;
  /** Those of `ids` that still wait for a person. */
  findDeadLetters(ids: readonly string[]): Promise<readonly DeadLetter[]>;
  countDeadLetters(): Promise<number>;
  /** What became of work that was put back at `since`, in the order asked. */
  fatesOf(
    work: readonly Pick<JobRequest, 'step' | 'key'>[],
    since: Date,
  ): Promise<readonly ReleasedFate[]>;
  stats(): Promise<readonly StepCounts[]>;
}
