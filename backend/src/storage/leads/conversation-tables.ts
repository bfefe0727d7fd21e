import type { EndingKey } from '../../../../domain/conversation/conversation.js';
import type { Also } from '../executor.js';
import type { NoMessage } from '../../../../domain/conversation/run/why-no-message.js';

/**
 * `welcoming` has been decided and perhaps sent, `welcomed` is sent; `waiting` will be given to the bot when its time comes;
 * `running` is the bot's, `taken` a person's until it is given back. `ended` and `none` (no message may go out) stay.
 */
export type ConversationState =
  'none' | 'welcoming' | 'welcomed' | 'waiting' | 'running' | 'taken' | 'ended';

/** What happens by itself when the time comes: the step that does it. */
export type ConversationDue = 'welcome' | 'find-welcome' | 'hand-to-bot' | 'take-over';

/** A conversation with one lead. Times are ISO 8601; what has not happened is absent. */
export interface ConversationFacts {
  /** Why nothing is sent, or nothing more. */
  readonly reason?: NoMessage | 'over_limit' | 'welcome_unsure' | 'moved_on' | null;
  readonly botId?: number;
  readonly welcomedAt?: string;
  /** WhatsApp said that a message of ours arrived. */
  readonly deliveredAt?: string;
  readonly startedAt?: string;
  /** The first message of the lead after ours. */
  readonly firstReplyAt?: string;
  readonly lastIncomingAt?: string;
  /** Kommo's id of the executive who took it, and when. */
  readonly takenBy?: number;
  readonly takenAt?: string;
  readonly endedAt?: string;
  /** Whose note is being written, since when: cut off on its way, it is looked for. */
  readonly noting?: { readonly requestId: string; readonly at: string };
  /** Null where a person moved the lead on before. */
  readonly ending?: EndingKey | null;
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
  open(kommoLeadId: number, first: ConversationChange): Promise<boolean>;
  /** Changes it where it is in one of these states, with what is done in the same transaction; false where it is not. */
  change(
    kommoLeadId: number,
    from: readonly ConversationState[],
    change: ConversationChange,
    also?: Also,
  ): Promise<boolean>;
  /** After a first message that certainly did not leave. */
  forget(kommoLeadId: number, from: ConversationState): Promise<void>;
  /** Those whose time has come, the earliest first. */
  listDue(now: Date, limit: number, skip?: number): Promise<readonly ConversationRow[]>;
}

/** People who want no more messages, by a keyed hash of their number (R8.1). */
export interface OptOutTable {
  /** An earlier one stays. */
  add(phone: string, at: Date): Promise<void>;
  has(phone: string): Promise<boolean>;
  /** True once for each opt-out: whoever gets it confirms it to the person. */
  claimConfirmation(phone: string, at: Date): Promise<boolean>;
  /** After a confirmation that certainly did not leave. */
  giveConfirmationBack(phone: string): Promise<void>;
  /** The person ticked a form later than it opted out. */
  endBefore(phone: string, tickedAt: Date): Promise<void>;
}

/** Somebody wants to send a template to a person whose 24 hours are not open (R5.4). */
export interface TemplateAsk {
  /** Of this one message: asking again with it is the same ask. */
  readonly key: string;
  readonly phone: string;
  readonly kommoLeadId: number;
  readonly purpose: 'new' | 'follow_up';
  /** People that may be reached within 24 hours, as far as this purpose goes. */
  readonly most: number;
}

/** Who was sent a template when, and who waits (R5.4): shared by all processes. */
export interface TemplateSendTable {
  /** Null: send it now. Otherwise when to ask again, with the same key. */
  ask(asked: TemplateAsk, at: Date): Promise<Date | null>;
  /** After a message that certainly did not leave, or is not wanted any more. */
  giveBack(key: string): Promise<void>;
  backlog(at: Date): Promise<TemplateBacklog>;
}

export interface TemplateBacklog {
  /** People reached within the last 24 hours. */
  readonly reached: number;
  /** Who waits. */
  readonly newLeads: number;
  readonly followUps: number;
  /** When the first of them asks again; null where nobody waits. */
  readonly nextAt: string | null;
}
