import type { conversationFields } from '../../../../../domain/conversation/conversation.js';

/** By what they are for: how it ended, what the bot could not read, and the words for its messages. */
export type ConversationValues = Readonly<Partial<Record<keyof typeof conversationFields, string>>>;

export interface KommoBot {
  readonly id: number;
  /** As the blueprint names it. */
  readonly name: string;
  /** Of the steps it was imported with; null where its name carries none. */
  readonly version: string | null;
  readonly isActive: boolean;
}

/** Salesbots, as a part of `Kommo`. No public API makes or changes one. */
export interface KommoBots {
  /** The account's, the newest first; asked anew after five minutes. */
  listBots(): Promise<readonly KommoBot[]>;
  /** Not idempotent, and never to be repeated: "unsure" may have run. */
  runBot(botId: number, leadId: number): Promise<'queued' | 'unsure'>;
  stopBot(botId: number, leadId: number): Promise<boolean>;
  /** The lead that a talk is of; null where it is gone, or of a contact only. */
  readTalkLead(talkId: number): Promise<number | null>;
}
