import type { StageKey } from '../../../contract/card.js';
import type { TemplateKey } from '../template.js';

/** What the compiler needs to know of an account: the ids that its blueprint objects have there. */
export interface BotAccount {
  readonly fieldsByCode: ReadonlyMap<string, AccountField>;
  readonly stages: Readonly<Partial<Record<StageKey, AccountStage>>>;
  /** Kommo's ids of chat templates, not Meta's; absent until one is made. */
  readonly templates: Readonly<Partial<Record<TemplateKey, number>>>;
}

export interface AccountField {
  readonly id: number;
  readonly optionIds: ReadonlyMap<string, number>;
}

export interface AccountStage {
  readonly statusId: number;
  readonly pipelineId: number;
}

/** Where Kommo's behaviour is not certain. The default works either way. */
export interface BotSwitches {
  /** How an option is named where a field is written or compared: exports show the token, Kommo's pages the text. */
  readonly optionsAs: 'token' | 'text';
  /** Reads a typed count in the bot itself (`validations`, on Kommo's pages, in no export). Without it the companion does. */
  readonly readsCounts: boolean;
  /** Who starts the bot. Started by us it moves the lead itself; started by the stage's trigger it would start itself again. */
  readonly startedBy: 'companion' | 'kommo';
  /** WhatsApp sources to send through; none means all that the lead's chats have. */
  readonly chatSources: readonly number[];
  /** The widget's block, which only makes the end known faster; null leaves it out, because a person must save it by hand. */
  readonly block: BotBlock | null;
}

export interface BotBlock {
  readonly widgetId: string;
  readonly widgetCode: string;
  readonly instanceId: string;
}

export const botSwitches: BotSwitches = {
  optionsAs: 'token',
  readsCounts: false,
  startedBy: 'companion',
  chatSources: [],
  block: null,
};
