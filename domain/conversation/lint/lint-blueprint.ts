import type { Blueprint } from '../../blueprint/shape.js';
import { botSwitches } from '../compile/bot-account.js';
import { compileBots } from '../compile/compile-bots.js';
import { modelAccount } from '../compile/model-account.js';
import type { Finding } from './finding.js';
import { lintBot } from './lint-bot.js';
import { lintConversation } from './lint-conversation.js';
import { lintRules } from './lint-rules.js';
import { lintTemplates } from './lint-templates.js';

/** Everything that is wrong with the conversations and templates; nothing where a lead can be let near them. */
export function lintBlueprint(blueprint: Blueprint): readonly Finding[] {
  const plan = { account: modelAccount(blueprint), switches: botSwitches, blueprint };
  return [
    ...lintRules(blueprint),
    ...Object.values(blueprint.conversations).flatMap((one) => lintConversation(one, blueprint)),
    ...lintTemplates(blueprint),
    ...compileBots(plan).flatMap(({ name, compiled }) =>
      compiled.kind === 'bot'
        ? lintBot(compiled.bot)
        : compiled.missing.map((what) => ({ code: 'account_lacks' as const, where: name, what })),
    ),
  ];
}
