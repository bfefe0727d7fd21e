import type { CaptureTable } from './captures/capture-table.js';
import type { DraftTable } from './captures/draft-table.js';
import type { Score, ScoreModel } from '../../../contract/score.js';
import type { LeadProfile } from '../../../domain/lead/lead.js';
import type { ConsentTable } from './leads/consent-table.js';
import type { FeedbackTable, SnapshotTable } from './leads/card-tables.js';
import type {
  ConversationTable,
  OptOutTable,
  TemplateSendTable,
} from './leads/conversation-tables.js';
import type { AssignmentTable } from './leads/assignment-table.js';
import type { FollowUpTable } from './leads/follow-up-table.js';
import type { OpenLeadTable } from './leads/open-leads.js';
import type { LeadStageTable, TeamTable } from './leads/stage-tables.js';
import type { ExperimentTable } from './experiments/experiment-table.js';
import type { SeenLeads } from './leads/seen-leads-table.js';
import type { StoryTable } from './story/story-table.js';
import type { FigureTable } from './kpis/figure-table.js';
import type { MeasureTable } from './kpis/measure-table.js';
import type { RefinementTable } from './refinement/refinement-table.js';
import type { LandingTable } from './landing/landing-table.js';
import type { ProposalTable } from './leads/proposal-table.js';
import type { PersonIndex } from './leads/person-index.js';
import type { AgedTable } from './privacy/aged.js';
import type { ErasureTable } from './privacy/erasures.js';
import type { PersonTable } from './privacy/person-table.js';
import type { DeliveryTable } from './captures/delivery-table.js';
import type { PrivacyRequestTable } from './privacy/privacy-requests.js';
import type { Shared } from './shared-table.js';
import type { TokenTable } from './tokens/token-table.js';
import type { HandOverTable } from './work/hand-over-table.js';
import type {
  AlertTable,
  AuditTable,
  HandedOverTable,
  ReconciliationTable,
  ReplayTable,
} from './work/work-tables.js';

export type { Claim, PersonIndex } from './leads/person-index.js';
export type {
  AppendedCapture,
  CaptureTable,
  NewCapture,
  StoredCapture,
} from './captures/capture-table.js';
export type { Activation, EndedLead, RefinementTable } from './refinement/refinement-table.js';

/** A lead of ours; its id is the capture's (or a new one for a lead first seen in Kommo). */
export interface LeadRow {
  readonly id: string;
  readonly profile: LeadProfile;
  readonly capturedAt: string;
  readonly kommoLeadId: number | null;
  readonly kommoContactId: number | null;
  readonly kommoCompanyId: number | null;
  /** Set before the create call leaves, so that a lost answer is looked for instead of repeated. */
  readonly sendingSince: string | null;
}

export interface StoredScore {
  readonly at: string;
  readonly cause: string;
  readonly score: Score;
}

export interface LeadTable {
  /** Inserts what is not there yet, each with its first score, in one transaction. */
  insertMany(
    leads: readonly { readonly lead: LeadRow; readonly score: Score; readonly cause: string }[],
  ): Promise<void>;
  findByIds(ids: readonly string[]): Promise<readonly LeadRow[]>;
  findByKommoId(kommoLeadId: number): Promise<LeadRow | null>;
  findByKommoIds(kommoLeadIds: readonly number[]): Promise<readonly LeadRow[]>;
  findByContactIds(kommoContactIds: readonly number[]): Promise<readonly LeadRow[]>;
  /** With the contact that each goes to, where it is known. */
  markSending(
    leads: readonly { readonly id: string; readonly contactId: number | null }[],
    at: Date,
  ): Promise<void>;
  /** Kommo refused them for certain. */
  unmarkSending(ids: readonly string[]): Promise<void>;
  /** Leads of these contacts that are open in Kommo, or on their way there. */
  findOpen(kommoContactIds: readonly number[]): Promise<
    readonly {
      readonly id: string;
      readonly kommoContactId: number;
      readonly kommoLeadId: number | null;
    }[]
  >;
  /** A lead that never went to Kommo is in another one now. */
  absorb(id: string): Promise<void>;
  /** A row that was adopted from Kommo for one of these leads gives way to the captured one. */
  recordKommoIds(rows: readonly KommoIds[]): Promise<void>;
  saveProfile(id: string, profile: LeadProfile): Promise<void>;
}

export interface KommoIds {
  readonly id: string;
  readonly kommoLeadId: number;
  readonly kommoContactId: number | null;
  readonly kommoCompanyId: number | null;
}

export interface ScoreTable {
  /** Appends only when the total, the lines or the version differ from the latest of that model. True when it did. */
  append(leadId: string, score: Score, cause: string, at: Date): Promise<boolean>;
  latest(leadIds: readonly string[], model: ScoreModel): Promise<ReadonlyMap<string, StoredScore>>;
  /** Newest first, at most `limit`, all models. */
  history(leadId: string, limit: number): Promise<readonly StoredScore[]>;
}

export type HookKind = 'account' | 'pipeline' | 'salesbot' | 'meta';

/** Hooks as they arrived; `append` resolves after the commit (grouped). */
export interface HookTable {
  /** False when the same delivery (kind and dedupe key) is there already. */
  append(hook: {
    readonly kind: HookKind;
    readonly dedupeKey: string;
    readonly body: unknown;
    readonly requestId: string;
  }): Promise<boolean>;
  findByIds(ids: readonly string[]): Promise<
    readonly {
      readonly id: string;
      readonly kind: HookKind;
      readonly body: unknown;
      readonly receivedAt: string;
    }[]
  >;
}

/** Small named facts: what the provisioner found, generated secrets, connection states. */
export interface SettingTable {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  /** Stores `value` unless the key exists; answers what is stored. */
  getOrSet(key: string, value: () => unknown): Promise<unknown>;
}

export interface RateLimitTable {
  /** Takes `amount` of what `key` has in a minute, or in `windowMs`, over all processes: 0, or how many ms later it can be had. */
  take(key: string, amount: number, most: number, windowMs?: number): Promise<number>;
}

export type * from './leads/card-tables.js';
export type * from './leads/consent-table.js';
export type * from './leads/conversation-tables.js';
export type * from './captures/delivery-table.js';
export type * from './leads/assignment-table.js';
export type * from './leads/follow-up-table.js';
export type * from './leads/proposal-table.js';
export type * from './leads/stage-tables.js';
export type * from './experiments/experiment-table.js';
export type * from './leads/seen-leads-table.js';
export type * from './story/story-table.js';
export type * from './kpis/figure-table.js';
export type * from './kpis/measure-table.js';
export type * from './privacy/aged.js';
export type * from './privacy/erasures.js';
export type * from './privacy/person-table.js';
export type * from './privacy/privacy-requests.js';
export type * from './shared-table.js';
export type * from './work/hand-over-table.js';
export type * from './work/work-tables.js';

export interface Store {
  readonly captures: CaptureTable;
  readonly drafts: DraftTable;
  readonly deliveries: DeliveryTable;
  readonly leads: LeadTable;
  readonly seen: SeenLeads;
  readonly snapshots: SnapshotTable;
  readonly feedback: FeedbackTable;
  readonly conversations: ConversationTable;
  readonly optOuts: OptOutTable;
  readonly consents: ConsentTable;
  readonly templateSends: TemplateSendTable;
  readonly leadStages: LeadStageTable;
  readonly openLeads: OpenLeadTable;
  readonly team: TeamTable;
  readonly assignments: AssignmentTable;
  readonly followUps: FollowUpTable;
  readonly proposals: ProposalTable;
  readonly experiments: ExperimentTable;
  readonly landing: LandingTable;
  readonly stories: StoryTable;
  readonly figures: FigureTable;
  readonly measures: MeasureTable;
  readonly refinement: RefinementTable;
  readonly scores: ScoreTable;
  readonly people: PersonIndex;
  readonly handOvers: HandOverTable;
  readonly hooks: HookTable;
  readonly settings: SettingTable;
  readonly tokens: TokenTable;
  readonly shared: Shared;
  readonly rateLimits: RateLimitTable;
  readonly replays: ReplayTable;
  readonly alerts: AlertTable;
  readonly audit: AuditTable;
  readonly reconciliations: ReconciliationTable;
  readonly persons: PersonTable;
  readonly privacyRequests: PrivacyRequestTable;
  readonly erasures: ErasureTable;
  readonly aged: AgedTable;
  readonly handedOver: HandedOverTable;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
