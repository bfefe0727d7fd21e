import type { Blueprint, Question } from '../../blueprint/shape.js';
import type { QuestionKey } from '../../lead/lead.js';
import type { AskedQuestion } from '../conversation.js';
import { conversationFields } from '../conversation.js';
import type { Placeholder } from '../fill-text.js';
import type { BotAccount, BotSwitches } from './bot-account.js';
import type { Bot, Handler } from './bot-json.js';
import { createSteps } from './create-steps.js';
import type { Steps } from './create-steps.js';
import { fieldToken, sendMessage, setField } from './handlers.js';
import type { Message, Test } from './handlers.js';

/** What a bot is made from. */
export interface BotPlan {
  readonly account: BotAccount;
  readonly switches: BotSwitches;
  readonly blueprint: Pick<Blueprint, 'conversationRules' | 'questions' | 'strategies'>;
}

/** `missing` names what the account has to have first: provision makes it. */
export type Compiled =
  | { readonly kind: 'bot'; readonly bot: Bot }
  | { readonly kind: 'missing'; readonly missing: readonly string[] };

/** Knows the account's ids while a bot is built, and keeps what it did not find. */
export interface BotKit {
  readonly plan: BotPlan;
  readonly steps: Steps;
  readonly fieldId: (code: string) => number;
  readonly questionOf: (key: QuestionKey) => Question | undefined;
  /** The same for the same question, wherever it is reached from. */
  readonly labelOf: (node: AskedQuestion) => string;
  readonly setOption: (code: string, option: string) => Handler;
  readonly isOption: (code: string, option: string) => Test;
  readonly isKnown: (what: string) => Test;
  readonly tokenOf: (placeholder: Placeholder) => string;
  readonly say: (message: Omit<Message, 'chatSources'>) => Handler;
  readonly finish: () => Compiled;
}

export function openBotKit(name: string, plan: BotPlan): BotKit {
  const { account, switches, blueprint } = plan;
  const missing = new Set<string>();
  const steps = createSteps(name);
  const nodes: AskedQuestion[] = [];
  const fieldId = (code: string): number => {
    const field = account.fieldsByCode.get(code);
    if (field === undefined) missing.add(`field ${code}`);
    return field?.id ?? 0;
  };
  const optionOf = (code: string, option: string): string => {
    if (switches.optionsAs === 'text') return option;
    const optionId = account.fieldsByCode.get(code)?.optionIds.get(option);
    if (optionId === undefined) missing.add(`option "${option}" of field ${code}`);
    return `{{lead.cf.${fieldId(code)}.${optionId ?? 0}}}`;
  };
  return {
    ...{ plan, steps, fieldId },
    questionOf: (key) => blueprint.questions.find((one) => one.key === key),
    labelOf(node) {
      if (!nodes.includes(node)) nodes.push(node);
      return `${nodes.indexOf(node)} ${node.question}`;
    },
    setOption: (code, option) => setField(fieldId(code), optionOf(code, option)),
    isOption: (code, option) => ({
      left: fieldToken(fieldId(code)),
      operation: '=',
      right: optionOf(code, option),
      rightIs: switches.optionsAs === 'token' ? 'value' : 'custom_value',
    }),
    isKnown: (what) => ({
      left: fieldToken(fieldId(conversationFields.known)),
      operation: 'contains',
      right: `[${what}]`,
      rightIs: 'custom_value',
    }),
    tokenOf: (placeholder) => fieldToken(fieldId(conversationFields[placeholder])),
    say: (message) => sendMessage({ ...message, chatSources: switches.chatSources }),
    finish: () =>
      missing.size > 0
        ? { kind: 'missing', missing: [...missing] }
        : { kind: 'bot', bot: { name, steps: steps.build() } },
  };
}
