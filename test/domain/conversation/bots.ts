import { blueprint } from '../../../domain/blueprint/blueprint.js';
import type { ServiceKey } from '../../../domain/lead/lead.js';
import { botSwitches } from '../../../domain/conversation/compile/bot-account.js';
import type { BotAccount, BotSwitches } from '../../../domain/conversation/compile/bot-account.js';
import type { Bot } from '../../../domain/conversation/compile/bot-json.js';
import type { BotPlan, Compiled } from '../../../domain/conversation/compile/bot-kit.js';
import { compileConversation } from '../../../domain/conversation/compile/compile-conversation.js';
import { templateKeys } from '../../../domain/conversation/template.js';

/** An account that has everything, with ids that tell what they are. */
export const account: BotAccount = {
  fieldsByCode: new Map(
    blueprint.fields.map(({ code, options }, index) => {
      const id = 8_000 + index;
      return [
        code,
        { id, optionIds: new Map(options.map((option, at) => [option, id * 100 + at])) },
      ];
    }),
  ),
  stages: { qualifying: { statusId: 142_001, pipelineId: 9_001 } },
  templates: Object.fromEntries(templateKeys.map((key, index) => [key, 31_000 + index])),
};

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
