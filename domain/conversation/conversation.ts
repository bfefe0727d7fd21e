import type { QuestionKey, ServiceKey } from '../lead/lead.js';
import type { PlaceholderWordings } from './fill-text.js';

/** Shapes of the conversations in `blueprint/`. Texts use `{name}` and `{company}`; see `fill-text.ts`. */

/** One answer to a question, as far as it earns points: an option, or the counts from `from` to `to`, inclusive. */
export interface PointReply {
  /** The option's key; absent where `from` and `to` say which counts. */
  readonly option?: string;
  readonly from?: number;
  readonly to?: number;
  readonly points: number;
  /** What is asked next; absent at the end of the path. */
  readonly next?: PointQuestion;
}

/** A question of a service's conversation, as far as it earns points (R4.3). */
export interface PointQuestion {
  readonly question: QuestionKey;
  readonly replies: readonly PointReply[];
}

export interface Reply extends PointReply {
  /** The button's title; null for an answer that only a typed word gives, because three buttons are the most. */
  readonly button: string | null;
  /** The count that a button for a range stands for; only where `from` or `to` is given. */
  readonly standsFor?: number;
  /** Further words that mean it, lower case; the compiler adds other cases and spellings without accents. */
  readonly synonyms: readonly string[];
  /** A plain "sí" or "no" means this answer. */
  readonly polarity?: 'yes' | 'no';
  readonly next?: AskedQuestion;
  /** How the conversation ends after this answer; absent where `next` goes on, or where it is complete. */
  readonly ending?: EndingKey;
}

export interface AskedQuestion extends PointQuestion {
  readonly text: string;
  readonly replies: readonly Reply[];
}

export interface Conversation {
  readonly service: ServiceKey;
  /** The bot's name in Kommo. */
  readonly name: string;
  /** What the lead asked for, within a sentence: "servicios de contabilidad". */
  readonly need: string;
  /** Said first, without a question, where the lead's 24 hours are open; the template opens it elsewhere. */
  readonly greeting: string;
  readonly first: AskedQuestion;
}

export const endingKeys = [
  'completed',
  'specialist',
  'person',
  'not_understood',
  'timed_out',
  'postponed',
  'opted_out',
  'undelivered',
] as const;
export type EndingKey = (typeof endingKeys)[number];

/** What the end leaves on the lead. */
export interface Ending {
  readonly key: EndingKey;
  /** Option of the field `CONVERSATION_END`. */
  readonly fieldOption: string;
  readonly tag: string;
  /** Said to the lead; null where nothing may or can be said. */
  readonly text: string | null;
}

/**
 * What a lead may say instead of an answer; the companion reads the rest (`read-wish.ts`). Each spelling takes a hundred bytes of
 * a bot's 64 KB for every question.
 */
export interface Way {
  readonly ending: EndingKey;
  /** The whole message. */
  readonly words: readonly string[];
  /** Somewhere in the message; only what means nothing else, wherever it stands. */
  readonly parts: readonly string[];
}

/** What every conversation shares. Times are in milliseconds. */
export interface ConversationRules {
  /** Said before a question that is asked again because the answer was not understood. */
  readonly repeat: string;
  /** What tells no count, word for word, above all a button pressed twice or late: the count is asked once more. */
  readonly noCount: readonly string[];
  /** Said before a question whose answer is long in coming. */
  readonly nudge: string;
  readonly nudgeAfterMs: number;
  /** Silence after which a person takes over (R4.1), the nudge included. */
  readonly silenceMs: number;
  readonly endings: readonly Ending[];
  readonly ways: readonly Way[];
  /** Titles of the opening template's quick replies, and how each ends the conversation; null goes on. */
  readonly opening: readonly { readonly title: string; readonly ending: EndingKey | null }[];
  readonly wordings: PlaceholderWordings;
  /** Words of the note and the task with which a person takes over. */
  readonly summary: SummaryWords;
}

export interface SummaryWords {
  readonly title: string;
  readonly score: string;
  readonly answers: string;
  readonly open: string;
  readonly unread: string;
  /** In place of words that are none: a voice note, a picture. */
  readonly wordless: string;
  readonly fromSentence: string;
  /** In place of how it ended, where a person took it. */
  readonly taken: string;
  /** WhatsApp's 24 hours: "Texto libre hasta el 24/11 10:02", or that they are over. */
  readonly openUntil: string;
  readonly closed: string;
}

/** Codes of the lead fields that only a conversation uses. */
export const conversationFields = {
  /** Select: how it ended. The bot's last write, and our sign that it ended. */
  end: 'CONVERSATION_END',
  /** Text: the question and what the bot could not read of its answer. */
  unread: 'CONVERSATION_UNREAD',
  /** Text: the same of the question asked once more, so that the first answer stays. */
  unreadLast: 'CONVERSATION_UNREAD_LAST',
  /** Text, written before the bot starts: what is known, as `[name][company][window][monthly_transactions]`. */
  known: 'CONVERSATION_KNOWN',
  /** Texts, never empty once a lead went out: what templates say in place of a person's name, and so on. */
  name: 'CONVERSATION_NAME',
  company: 'CONVERSATION_COMPANY',
  service: 'CONVERSATION_SERVICE',
  proposal: 'PROPOSAL_URL',
} as const;
