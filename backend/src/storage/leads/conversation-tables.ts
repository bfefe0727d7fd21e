import type { EndingKey } from '../../../../domain/conversation/conversation.js';

/**
 * `welcoming` has been decided and perhaps sent, `welcomed` is sent; `waiting` will be given to the bot when its time comes;
 * `running` is the bot's. `ended` and `none` (no message may go out) stay.
 */
export type ConversationState = 'none' | 'welcoming' | 'welcomed' | 'waiting' | 'running' | 'ended';

/** What happens by itself when the time comes. */
export type ConversationDue = 'hand-to-bot' | 'take-over';

/** A conversation with one lead. Times are ISO 8601; what has not happened is absent. */
export interface ConversationFacts {
  /** Why nothing is sent; only in the state `none`. */
  readonly reason?: string;
  readonly botId?: number;
  readonly welcomedAt?: string;
  readonly startedAt?: string;
  /** The first message of the lead after ours. */
  readonly firstReplyAt?: string;
  readonly lastIncomingAt?: string;
  readonly endedAt?: string;
  readonly ending?: EndingKey;
}

export interface ConversationRow {
  readonly kommoLeadId: number;
  readonly state: ConversationState;
  readonly due: ConversationDue | null;
  readonly dueAt: string | null;
  readonly facts: ConversationFacts;
}

export interface ConversationChange {
  readonly state?: ConversationState;
  /** Null: nothing happens by itself any more. Left out, it stays. */
  readonly due?: { readonly what: ConversationDue; readonly at: Date } | null;
  /** Added to what is known. */
  readonly facts?: ConversationFacts;
}

export interface ConversationTable {
  find(kommoLeadIds: readonly number[]): Promise<readonly ConversationRow[]>;
  /** False where the lead has one already: whoever opens it sends the first message, nobody else. */
  open(kommoLeadId: number, state: ConversationState, facts: ConversationFacts): Promise<boolean>;
  /** Changes it where it is in one of these states; false where it is not. */
  change(
    kommoLeadId: number,
    from: readonly ConversationState[],
    change: ConversationChange,
  ): Promise<boolean>;
  /** After a first message that certainly did not leave. */
  forget(kommoLeadId: number, from: ConversationState): Promise<void>;
  /** Those whose time has come, the earliest first. */
  listDue(now: Date, limit: number): Promise<readonly ConversationRow[]>;
}

/** People who want no more messages, by a keyed hash of their number (R8.1). */
export interface OptOutTable {
  add(phone: string, at: Date): Promise<void>;
  has(phone: string): Promise<boolean>;
}
