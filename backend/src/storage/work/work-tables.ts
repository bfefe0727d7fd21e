import type { Difference as Worded } from '../../../../contract/admin.js';
import type { ErrorCode } from '../../../../contract/errors.js';
import type { OdooStep } from '../../../../contract/odoo.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import type { SqlExecutor } from '../executor.js';

/** What a person changed before the replay, as it is shown. */
export interface Correction {
  readonly label: Sentence;
  readonly before: string;
  readonly after: string | Sentence;
}

export interface ReplayItem {
  readonly deadLetterId: string;
  readonly step: string;
  readonly key: string;
  readonly data: unknown;
  /** What the replay does. */
  readonly plan: Sentence;
  /** By field name. */
  readonly edits: Readonly<Record<string, string>>;
  readonly changes: readonly Correction[];
  /** "released" is back in the queue, or was so already; "refused" is a correction that was not taken, with its reason. */
  readonly state: 'waiting' | 'released' | 'refused';
  readonly reason: Sentence | null;
}

export interface Replay {
  readonly id: string;
  /** "user:1001" */
  readonly by: string;
  readonly requestId: string;
  readonly startedAt: string;
  readonly items: readonly ReplayItem[];
}

/** Replays of failed work: kept, so that one goes on where a restart cut it, and as the record of who corrected what. */
export interface ReplayTable {
  start(
    replay: Pick<Replay, 'id' | 'by' | 'requestId'> & {
      readonly items: readonly Omit<ReplayItem, 'state' | 'reason'>[];
    },
  ): Promise<void>;
  find(id: string): Promise<Replay | null>;
  latest(): Promise<Replay | null>;
  /** What was put back, by whom and when, the newest first. */
  listItems(
    limit: number,
  ): Promise<readonly (Pick<Replay, 'by' | 'startedAt'> & { readonly item: ReplayItem })[]>;
  settle(
    id: string,
    deadLetterId: string,
    result: Pick<ReplayItem, 'state' | 'reason'>,
  ): Promise<void>;
}

/** What somebody did by the widget, by a command or in Kommo. Ids and choices; what was typed into a lead stays there. */
export interface Act {
  readonly id: number;
  readonly at: string;
  /** "user:1001"; "command" for who has the server; "kommo" where Kommo does not say who. */
  readonly by: string;
  /** "PATCH leads/:id/answers", "command provision apply", "oauth connect" */
  readonly action: string;
  readonly kommoLeadId: number | null;
  readonly before: unknown;
  readonly after: unknown;
  /** How it was answered, a command as a request would be; null where the process ended first. */
  readonly status: number | null;
}

export interface ActFilter {
  readonly by: string | null;
  readonly action: string | null;
}

export interface AuditTable {
  begin(
    act: Pick<Act, 'by' | 'action' | 'kommoLeadId'> & {
      readonly requestId: string;
      readonly at: Date;
    },
  ): Promise<void>;
  /** What changes, told by who changes it. */
  note(requestId: string, change: Pick<Act, 'before' | 'after'>): Promise<void>;
  /** `asked` stands for what changed where nobody told. */
  end(
    requestId: string,
    ending: { readonly status: number; readonly asked: unknown },
  ): Promise<void>;
  /** Newest first. */
  list(
    page: ActFilter & { readonly limit: number; readonly olderThan: number | null },
  ): Promise<readonly Act[]>;
  /** Who did something lately, and what was done: what the list can be filtered by. */
  kinds(): Promise<{ readonly people: readonly string[]; readonly actions: readonly string[] }>;
}

/** Failures in a row are counted for each. */
type Counted = 'kommo' | 'odoo' | 'meta';
export type AlertSubject =
  | 'dead_letters'
  | Counted
  | 'whatsapp'
  | 'disk'
  | 'stuck_leads'
  | 'exports'
  | 'hooks'
  | 'kommo_token'
  | 'meta_token'
  | 'odoo_key';

export interface Alert {
  readonly id: string;
  readonly subject: AlertSubject;
  /** 50, 70, 90 or 100 per cent of the limit; 0: nothing of it is raised any more. */
  readonly level: number;
  readonly count: number;
  readonly limit: number;
  readonly raisedAt: string;
}

export interface AlertTask extends Pick<Alert, 'id'> {
  readonly kommoTaskId: number;
}

export interface AlertTable {
  /**
   * Raises these levels and clears all others of the subject; answers those that were not raised before, or that all is clear.
   * They are kept only together with what `also` does of them.
   */
  keepOnly(
    subject: AlertSubject,
    levels: readonly number[],
    size: Pick<Alert, 'count' | 'limit'>,
    also?: (raised: readonly Alert[], within: SqlExecutor) => Promise<void>,
  ): Promise<readonly Alert[]>;
  open(): Promise<readonly Alert[]>;
  find(id: string): Promise<Alert | null>;
  /** Kommo's task of an alert; a subject's latest is the one that is worked on. */
  keepTask(id: string, kommoTaskId: number): Promise<void>;
  /** Tasks of this subject's alerts that nobody has settled yet, of alerts raised up to then; `except` left out. */
  unsettledTasks(
    about: Pick<Alert, 'subject' | 'raisedAt'> & { readonly except: string },
  ): Promise<readonly AlertTask[]>;
  settleTasks(ids: readonly string[]): Promise<void>;
  /** Failures in a row, over all processes. */
  addFailures(integration: Counted, failures: number): Promise<void>;
  clearFailures(integration: Counted): Promise<void>;
  failures(): Promise<Readonly<Record<Counted, number>>>;
}

export type DifferenceKind = Worded['kind'];
export type Difference = Unworded<Worded, 'text'>;

export interface ReconciliationRun {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly compared: number;
  readonly underWay: number;
  readonly failure: ErrorCode | null;
}

export interface Compared extends Pick<ReconciliationRun, 'compared' | 'underWay'> {
  readonly differences: readonly Difference[];
}

export interface ReconciliationTable {
  /** `night` ("2026-11-23") is taken once, whichever process is first; false when it was taken. */
  start(run: {
    readonly id: string;
    readonly night: string | null;
    readonly by: string;
  }): Promise<boolean>;
  latest(): Promise<ReconciliationRun | null>;
  /** The newest one that came to its end. */
  latestDone(): Promise<ReconciliationRun | null>;
  isRunning(id: string): Promise<boolean>;
  finish(id: string, result: Compared): Promise<void>;
  fail(id: string, code: ErrorCode): Promise<void>;
  /** Those of a run whose repair nobody has asked for yet. */
  differences(runId: string): Promise<readonly Difference[]>;
  findDifferences(ids: readonly string[]): Promise<readonly Difference[]>;
  markRepairRequested(ids: readonly string[]): Promise<void>;
  /** Not shown again, in later comparisons either; kept with the reason and who gave it. */
  dismiss(
    ids: readonly string[],
    given: { readonly reason: string; readonly by: string },
  ): Promise<void>;
}

/** A hand-over as far as the comparison with Odoo needs it. */
export interface HandedOver {
  readonly kommoLeadId: number;
  readonly state: 'requested' | 'done' | 'failed';
  readonly customerId: number | null;
  readonly opportunityId: number | null;
  readonly projectId: number | null;
  readonly contractId: number | null;
  /** Names the model of the contract. */
  readonly contractUrl: string | null;
  readonly discarded: boolean;
  readonly neverWon: boolean;
}

export interface HandedOverTable {
  /** By lead id, above `afterLeadId`. */
  page(afterLeadId: number, limit: number): Promise<readonly HandedOver[]>;
  /** Leads whose hand-over waits in failed work. */
  listFailed(): Promise<ReadonlySet<number>>;
  /** Forgets these steps of a hand-over that ended and asks for it again; false while one is under way. */
  reopen(
    kommoLeadId: number,
    order: { readonly steps: readonly OdooStep[]; readonly by: string; readonly requestId: string },
  ): Promise<boolean>;
}
