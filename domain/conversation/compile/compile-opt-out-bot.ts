import { openBotKit } from './bot-kit.js';
import type { BotPlan, Compiled } from './bot-kit.js';
import { addTag, finish } from './handlers.js';

export const optOutBotName = 'Account · no_more_messages';

/** Confirms once that no more messages come, where no bot of a conversation has done it (R8.1). */
export function compileOptOutBot(plan: BotPlan): Compiled {
  const kit = openBotKit(optOutBotName, plan);
  const ending = plan.blueprint.conversationRules.endings.find(({ key }) => key === 'opted_out');
  if (ending?.text == null) return { kind: 'missing', missing: ['text of the ending opted_out'] };
  const { steps } = kit;
  // Numbered first: a bot begins at step 0.
  steps.numberOf('say');
  const onError = steps.to('tag');
  steps.add('say', { question: [kit.say({ text: ending.text, isFirst: true, onError }), finish] });
  steps.add('tag', { question: [addTag(ending.tag), finish] });
  return kit.finish();
}
