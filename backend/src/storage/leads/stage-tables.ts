import type { Team } from '../../../../domain/assignment/team.js';
import type { Teller } from '../../../../domain/stage/stage-limit.js';

/** What happens by itself: the stage's own beginning, then its time limit. */
export type StageDue = 'enter-stage' | 'check-limit';

export interface StageFacts {
  /** Who was told that the limit is over, and when; absent before. */
  readonly told?: readonly { readonly whom: Teller; readonly at: string }[];
}

/** Where a lead stands. */
export interface LeadStage {
  readonly kommoLeadId: number;
  /** The blueprint's key, or "pipeline/status" of a stage that the firm added itself. */
  readonly stage: string;
  readonly outcome: 'open' | 'won' | 'lost';
  readonly enteredAt: string;
  readonly responsibleUserId: number | null;
  readonly due: StageDue | null;
  readonly dueAt: string | null;
  /** When its time limit ends; null where it has none. */
  readonly limitAt: string | null;
  readonly facts: StageFacts;
}

export type SeenStage = Pick<LeadStage, 'kommoLeadId' | 'stage' | 'outcome' | 'responsibleUserId'>;

export interface StageChange {
  /** Null: nothing happens by itself any more. Left out, it stays. */
  readonly due?: { readonly what: StageDue; readonly at: Date } | null;
  readonly limitAt?: Date | null;
  /** Added to what is known. */
  readonly facts?: StageFacts;
}

export interface LeadStageTable {
  /** Another stage than before begins at `at`, and is due to be entered; true then. The first sight of a lead is one too. */
  see(lead: SeenStage, at: Date): Promise<boolean>;
  find(kommoLeadIds: readonly number[]): Promise<readonly LeadStage[]>;
  /** Changes it where it still is the same stay; false where the lead has moved on. */
  change(stay: Pick<LeadStage, 'kommoLeadId' | 'enteredAt'>, change: StageChange): Promise<boolean>;
  forget(kommoLeadIds: readonly number[]): Promise<void>;
  /** Those whose time has come, the earliest first. */
  listDue(now: Date, limit: number, skip?: number): Promise<readonly LeadStage[]>;
  /** Open leads whose limit is over, the longest first. */
  listOver(now: Date, limit: number): Promise<readonly LeadStage[]>;
}

export interface TeamTable {
  read(): Promise<Team>;
  save(team: Team): Promise<void>;
  /** Keys of the stages whose time limit runs (R3.1), where the account says so itself; null where it does not. */
  automatedStages(): Promise<ReadonlySet<string> | null>;
}
