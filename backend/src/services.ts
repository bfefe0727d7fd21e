import type { OpenToBots } from './adapters/kommo/bots/open-to-bots.js';
import type { Kommo } from './adapters/kommo/kommo.js';
import type { Meta } from './adapters/meta/meta.js';
import type { Odoo } from './adapters/odoo/odoo.js';
import type { Config } from './config.js';
import type { Connection } from './account/connection/connection.js';
import type { LeadRights } from './account/lead-rights/lead-rights.js';
import type { Blueprint } from '../../domain/blueprint/shape.js';
import type { Jobs } from './jobs/job.js';
import type { LeadTraces } from './lead-traces.js';
import type { Logger } from './log.js';
import type { Ended } from '../../domain/refinement/reliability.js';
import type { ScoreTables } from '../../domain/score/score-tables.js';
import type { Say } from '../../wording/say.js';
import type { Administration } from './account/administration.js';
import type { Meter } from './operations/kpis/create-meter.js';
import type { Disk } from './read-disk.js';
import type { Exports } from './storage/exports/export-table.js';
import type { SqlExecutor } from './storage/executor.js';
import type { Store } from './storage/tables.js';
import type { Enqueue } from './work/request.js';

export type { DeadLetter, WaitingJob } from './jobs/job.js';

/** What could not be done waits here until a person decides (R6.1). */
export type DeadLetterQueue = Pick<
  Jobs,
  | 'deadLetters'
  | 'findDeadLetters'
  | 'countDeadLetters'
  | 'deadLetterCauses'
  | 'discarded'
  | 'redrive'
  | 'discard'
  | 'discardLike'
  | 'statesOf'
>;

/** What failed and will be tried again by itself (decision 17). */
export type WaitingWork = Pick<
  Jobs,
  'waiting' | 'waitingOf' | 'countWaiting' | 'retryNow' | 'wake' | 'queueState'
>;

/** Everything a step or a route may use; built once, in `create-services.ts`. */
export interface Services {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly blueprint: Blueprint;
  /** As an administrator has activated them (R8.8). */
  readonly scoreTables: ScoreTables;
  /** As the specification has them. */
  readonly blueprintTables: ScoreTables;
  /** How leads of each total ended, of late. */
  readonly endedLeads: () => readonly Ended[];
  /** Reads which points were activated, and how leads ended. */
  readonly refreshPoints: () => Promise<void>;
  readonly store: Store;
  readonly kommo: Kommo;
  /** Verifies a Salesbot's request. */
  readonly openToBots: OpenToBots;
  /** How the account is connected, and whether it is. */
  readonly connection: Connection;
  /** Null while Odoo is not configured. */
  readonly odoo: Odoo | null;
  /** Null while no page of Meta is configured. */
  readonly meta: Meta | null;
  /** What a user of Kommo may do to a lead. */
  readonly leadRights: LeadRights;
  /** What administrators ask for in Kommo's settings. */
  readonly administration: Administration;
  readonly deadLetterQueue: DeadLetterQueue;
  readonly waitingWork: WaitingWork;
  /** What the queue holds of a person (R8.1). */
  readonly personalJobs: Jobs['personal'];
  /** Words a sentence in Spanish: for what is Spanish whoever asks (alerts, what is written into Kommo and Odoo). */
  readonly say: Say;
  /** Where whoever sent a capture takes its consent back (R8.1); it names nobody. */
  readonly withdrawAddress: (captureId: string) => string;
  /** Posts JSON to an address that the firm configured; answers the status. */
  readonly postJson: (
    url: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<number>;
  /** Counts what calls and answers take. */
  readonly meter: Meter;
  readonly traces: LeadTraces;
  /** The disk that the data lies on; null where nobody can say. */
  readonly readDisk: () => Promise<Disk | null>;
  /** Sealed copies of the database (R8.3). */
  readonly exports: Exports;
  readonly enqueue: Enqueue;
  /** Asks for work in a transaction of the store's: what it keeps and the work are both there, or neither is. */
  readonly enqueueWithin: (within: SqlExecutor) => Enqueue;
}
