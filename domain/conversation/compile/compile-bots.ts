import type { Blueprint } from '../../blueprint/shape.js';
import type { ServiceKey } from '../../lead/lead.js';
import type { TemplateKey } from '../template.js';
import type { BotPlan, Compiled } from './bot-kit.js';
import { compileConversation } from './compile-conversation.js';
import { compileOptOutBot, optOutBotName } from './compile-opt-out-bot.js';
import { compileTemplateBot, templateBotName } from './compile-template-bot.js';

/** A bot that an account needs. Its name finds it again there. */
export interface NeededBot {
  readonly key: BotKey;
  readonly name: string;
  readonly compiled: Compiled;
}

export type BotKey = `conversation_${ServiceKey}` | TemplateKey | 'no_more_messages';

/** Every bot of the blueprint: a conversation for each service, one that sends each template, and one that confirms an opt-out. */
export function compileBots(
  plan: BotPlan & { readonly blueprint: Pick<Blueprint, 'conversations' | 'templates'> },
): readonly NeededBot[] {
  const { conversations, templates } = plan.blueprint;
  return [
    ...Object.values(conversations).map((conversation) => ({
      key: `conversation_${conversation.service}` as const,
      name: conversation.name,
      compiled: compileConversation(conversation, plan),
    })),
    ...templates.map((template) => ({
      key: template.key,
      name: templateBotName(template),
      compiled: compileTemplateBot(template, plan),
    })),
    { key: 'no_more_messages', name: optOutBotName, compiled: compileOptOutBot(plan) },
  ];
}
