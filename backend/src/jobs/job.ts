import type { Traces } from '../../../domain/privacy/traces.js';
import type { Outcome } from '../work/outcome.js';
import type { JobRequest } from '../work/request.js';
import type { About } from '../work/row.js';
import type { SqlExecutor } from '../storage/executor.js';
import type { Failure } from './run/verdict.js';
import type { Sentence } from '../../../wording/sentence.js';

export interface Job {
  readonly id: string;
  readonly key: string;
  /** 1 at the first run; a run that ended with `later` does not count. */
  readonly attempt: number;
  /** If it fails, the job is a dead letter. */
  readonly isLast: boolean;
  readonly data: unknown;
}

/** How one kind of work is run. */
export interface Handler {
  readonly step: string;
  /** Most jobs per run. */
  readonly batch: number;
  /** Runs at the same time in this process. */
  readonly concurrency: number;
  /** Seconds before each retry. Each is stretched by up to a quarter, so that herds spread. */
  readonly ladder: readonly number[];
  /** Answers in the order of `jobs`. What it throws fails them all. It may run twice for one job: after a crash. */
  run(jobs: readonly Job[]): Promise<readonly Outcome[]>;
  /** Which lead it is about, for whoever looks at what waits. */
  about?(data: unknown): About;
  /** Before a job becomes a dead letter, whatever the cause; it may come twice, and once more for a job that runs again. */
  giveUp?(data: unknown, failure: Failure): Promise<void>;
}

export interface DeadLetter {
  readonly id: string;
  readonly step: string;
  readonly key: string;
  readonly data: unknown;
  /** An ErrorCode; `internal` for what nobody understood. */
  readonly code: string;
  /** A sentence for people, in Spanish; null when the code says enough. */
  readonly reason: Sentence | null;
  readonly message: string;
  readonly attempts: number;
  readonly failedAt: string;
}

/** Failed work that a person gave up on. */
export interface DiscardedLetter extends DeadLetter {
  readonly discardedAt: string;
  /** In that person's words. */
  readonly discardReason: string | Sentence;
  /** "user:1001" */
  readonly discardedBy: string;
}

/** "waiting" is queued or runs; "later" failed, and will be tried again by itself. */
export type ReleasedState = 'waiting' | 'later' | 'done' | 'failed';

/** Work that failed and will be tried again. */
export interface WaitingJob {
  readonly id: string;
  readonly step: string;
  readonly key: string;
  readonly kommoLeadId: number | null;
  /** Of a lead of ours that Kommo may not have yet. */
  readonly leadId: string | null;
  readonly code: string;
  readonly reason: Sentence | null;
  /** Tries that counted; waiting for a rest or for what somebody mends costs none. */
  readonly attempts: number;
  readonly since: string;
  readonly nextAt: string;
}

export interface StepCounts {
  readonly step: string;
  readonly waiting: number;
  /** Of those waiting, the ones whose time has not come. */
  readonly delayed: number;
  readonly running: number;
  readonly dead: number;
}

export interface QueueState {
  readonly waiting: number;
  /** 0 where nothing is due. */
  readonly oldestDueMs: number;
}

export interface Jobs {
  /** Creates the queues and starts the workers. `enqueue` needs it first. */
  start(handlers: readonly Handler[]): Promise<void>;
  /** Resolves after the commit, or as part of the caller's transaction when one is given. */
  enqueue(requests: readonly JobRequest[], within?: SqlExecutor): Promise<void>;
  /** Our clock is this far ahead now: what waits is due that much sooner. */
  followClock(offsetMs: number): Promise<void>;
  /** Takes no new work and lets what runs finish, for a bounded time. */
  stop(): Promise<void>;
  /** Oldest first, at most `limit` (default 200), because of `code` where it is named; of one lead and step only the newest. */
  deadLetters(limit?: number, code?: string | null): Promise<readonly DeadLetter[]>;
  /** How many of those there are by cause, the most frequent first. */
  deadLetterCauses(): Promise<readonly { readonly code: string; readonly count: number }[]>;
  /** What people gave up on, the newest first. */
  discarded(limit: number): Promise<readonly DiscardedLetter[]>;
  /** Puts dead letters back to work with fresh tries, `part` in their data; answers how many. */
  redrive(ids: readonly string[], part?: object): Promise<number>;
  /** Gives up on them; they are kept with the reason, ours or that of the person who did it. Answers how many. */
  discard(ids: readonly string[], reason: Sentence | string, by?: string): Promise<number>;
  /** Gives up on those of a step whose data has `part` in it, but for `except`: newer work takes their place. */
  discardLike(
    like: {
      readonly step: string;
      readonly part: Readonly<Record<string, unknown>>;
      readonly except?: readonly string[];
    },
    reason: Sentence | string,
  ): Promise<number>;
  /** Those of `ids` that still wait for a person. */
  findDeadLetters(ids: readonly string[]): Promise<readonly DeadLetter[]>;
  countDeadLetters(): Promise<number>;
  /** What became of work that was put back at `since`, in the order asked. */
  statesOf(
    work: readonly Pick<JobRequest, 'step' | 'key'>[],
    since: Date,
  ): Promise<readonly ReleasedState[]>;
  /** Soonest first, at most `limit` (default 200). */
  waiting(limit?: number): Promise<readonly WaitingJob[]>;
  /** That of one lead. */
  waitingOf(lead: Pick<WaitingJob, 'kommoLeadId' | 'leadId'>): Promise<readonly WaitingJob[]>;
  /** Because of one of `codes`, where they are named. */
  countWaiting(codes?: readonly string[]): Promise<number>;
  /** Those of `ids` that wait run at once; answers how many. What fails again waits for its own time again. */
  retryNow(ids: readonly string[]): Promise<number>;
  /** The same for all that waits because of one of `codes`. */
  wake(codes: readonly string[]): Promise<number>;
  stats(): Promise<readonly StepCounts[]>;
  /** How much waits, and how long the oldest has been due. */
  queueState(): Promise<QueueState>;
  /** Jobs that name a person's leads or hold what the person is found by, done ones included. */
  readonly personal: PersonalJobs;
  /** Everything that is still to be done, as it was asked for: for an export. */
  pending(): Promise<readonly PendingJob[]>;
}

export interface PendingJob {
  readonly step: string;
  readonly key: string;
  readonly data: unknown;
  /** When it is due. */
  readonly at: string;
}

export interface PersonalJobs {
  count(traces: Traces): Promise<number>;
  /** At most a thousand. */
  read(traces: Traces): Promise<readonly unknown[]>;
  /** Takes out what does not run at this moment; answers how many went and how many still run. */
  erase(traces: Traces): Promise<{ readonly erased: number; readonly running: number }>;
}
