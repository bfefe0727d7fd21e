import type { AssignmentReason } from '../../../../domain/assignment/choose-executive.js';
import type { ServiceKey } from '../../../../domain/blueprint/keys.js';

/** `chosen` is decided and perhaps not yet in Kommo; `by_person` was somebody's own choice, which stands. */
export type AssignmentState = 'queued' | 'chosen' | 'done' | 'by_person';

export interface Assignment {
  readonly kommoLeadId: number;
  readonly state: AssignmentState;
  readonly services: readonly ServiceKey[];
  readonly sector: string | null;
  readonly score: number;
  readonly queuedAt: string;
  readonly userId: number | null;
  /** What decided; null where a person did. */
  readonly reason: AssignmentReason | null;
  readonly fit: number | null;
  readonly outOf: number | null;
  readonly assignedAt: string | null;
  /** Spans in ms for which a task has been made. */
  readonly tasks: readonly number[];
}

export type NewAssignment = Pick<
  Assignment,
  'kommoLeadId' | 'services' | 'sector' | 'score' | 'queuedAt'
>;
export type Chosen = Pick<Assignment, 'userId' | 'reason' | 'fit' | 'outOf'>;

/** What an executive has to do now. */
export interface Load {
  readonly openLeads: number;
  readonly lastAssignedAt: string | null;
}

export interface AssignmentTable {
  /** Once a lead; a second time changes nothing. */
  queue(lead: NewAssignment): Promise<void>;
  find(kommoLeadIds: readonly number[]): Promise<readonly Assignment[]>;
  /** Hottest first, then oldest. */
  listQueued(limit: number, skip?: number): Promise<readonly Assignment[]>;
  /** Given away before then and not yet done, the earliest first. */
  listChosen(before: Date, limit: number, skip?: number): Promise<readonly Assignment[]>;
  /** Where it is still queued. */
  choose(kommoLeadId: number, chosen: Chosen, at: Date): Promise<void>;
  /** Where it is chosen: it waits again. */
  takeBack(kommoLeadId: number): Promise<void>;
  settle(kommoLeadId: number, state: AssignmentState, userId: number | null): Promise<void>;
  addTask(kommoLeadId: number, withinMs: number): Promise<void>;
  /** By Kommo's user id; those without a lead are absent. Chosen ones count at once. */
  loads(): Promise<ReadonlyMap<number, Load>>;
  /** Newest first. */
  listRecent(limit: number): Promise<readonly Assignment[]>;
}
