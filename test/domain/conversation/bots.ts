import { blueprint } from '../../../domain/blueprint/blueprint.js';
import type { ServiceKey } from '../../../domain/lead/lead.js';
import { botSwitches } from '../../../domain/conversation/compile/bot-account.js';
import type { BotAccount, BotSwitches } from '../../../domain/conversation/compile/bot-account.js';
import type { Bot } from '../../../domain/conversation/compile/bot-json.js';
import type { BotPlan, Compiled } from '../../../domain/conversation/compile/bot-kit.js';
import { compileConversation } from '../../../domain/conversation/compile/compile-conversation.js';
import { modelAccount } from '../../../domain/conversation/compile/model-account.js';

export const account: BotAccount = modelAccount(blueprint);

export const planFor = (more: Partial<BotSwitches> = {}, on: BotAccount = account): BotPlan => ({
  account: on,
  switches: { ...botSwitches, ...more },
  blueprint,
});

export function botOf(compiled: Compiled): Bot {
  if (compiled.kind === 'missing') throw new Error(`missing: ${compiled.missing.join(', ')}`);
  return compiled.bot;
}

export const botFor = (service: ServiceKey, more: Partial<BotSwitches> = {}): Bot =>
  botOf(compileConversation(blueprint.conversations[service], planFor(more)));
