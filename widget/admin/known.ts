import type {
  ConnectionState,
  DeadLetters,
  DoctorReport,
  ProvisionPlan,
  ProvisionRun,
  Reconciliation,
  ReplayRun,
  WaitingWork,
  WorkHistory,
} from '../../contract/admin.js';
import type { Audit } from '../../contract/audit.js';
import type { OdooConnection } from '../../contract/odoo-connection.js';
import type { ConversationSetup } from '../../contract/conversation-setup.js';
import type { ExperimentsPage } from '../../contract/experiment.js';
import type { StoryPage } from '../../contract/story.js';
import type { Deliveries } from '../../contract/delivery.js';
import type { ExportsPage } from '../../contract/exports.js';
import type { PersonFound, PersonRequests } from '../../contract/privacy.js';
import type { RefinementPage } from '../../contract/refinement.js';
import type { Report } from '../../contract/report.js';
import type { SourcesPage } from '../../contract/source.js';
import type { FlowPage, TeamPage } from '../../contract/team.js';
import type { Failure } from '../outcome.js';

/** What the companion tells the page, by name. */
export interface Known {
  readonly connection: ConnectionState;
  readonly odooConnection: OdooConnection;
  readonly doctor: DoctorReport;
  readonly provision: ProvisionPlan;
  readonly provisionRun: ProvisionRun;
  readonly conversations: ConversationSetup;
  readonly deadLetters: DeadLetters;
  readonly replay: ReplayRun;
  readonly waiting: WaitingWork;
  readonly workHistory: WorkHistory;
  readonly reconciliation: Reconciliation;
  readonly team: TeamPage;
  readonly flow: FlowPage;
  readonly experiments: ExperimentsPage;
  readonly refinement: RefinementPage;
  readonly health: Report;
  readonly analytics: Report;
  readonly sources: SourcesPage;
  readonly story: StoryPage;
  readonly persons: PersonRequests;
  readonly deliveries: Deliveries;
  readonly exports: ExportsPage;
  readonly person: PersonFound;
  readonly audit: Audit;
}
export type KnownName = keyof Known;

/** Skeleton: no value, asking. Failed: no value, a failure. Stale: a value and a failure. */
export interface Loaded<T> {
  readonly value: T | null;
  /** Epoch milliseconds of the value. */
  readonly at: number;
  readonly asking: boolean;
  readonly failure: Failure | null;
}
