import { conversationFields } from '../conversation.js';
import type { Ending, EndingKey } from '../conversation.js';
import type { Handler } from './bot-json.js';
import type { BotKit } from './bot-kit.js';
import { addTag, finish, when, widgetBlock } from './handlers.js';

export const endLabel = (key: EndingKey): string => `end ${key}`;
export const markLabel = (key: EndingKey): string => `mark ${key}`;

/** The steps that end a conversation, where some path comes to them: what is said, then how it ended, where our hook sees it. */
export function addEnding(kit: BotKit, ending: Ending): void {
  const { steps } = kit;
  const [end, mark] = [endLabel(ending.key), markLabel(ending.key)];
  if (steps.isWanted(end)) {
    steps.add(end, {
      question: ending.text === null ? [steps.to(mark)] : sayGoodbye(kit, ending, ending.text),
    });
  }
  if (!steps.isWanted(mark)) return;
  steps.add(mark, {
    question: [
      addTag(ending.tag),
      kit.setOption(conversationFields.end, ending.fieldOption),
      ...tellCompanion(kit),
    ],
  });
}

/** A complete conversation closes by who does the lead's accounts today. An undelivered goodbye changes nothing. */
function sayGoodbye(kit: BotKit, { key }: Ending, text: string): readonly Handler[] {
  const { say, steps, plan } = kit;
  const onError = steps.to(markLabel(key));
  const byProvider = key === 'completed' ? plan.blueprint.strategies : [];
  return [
    ...byProvider.map(({ fieldOption, closing }) =>
      when(
        'and',
        [kit.isOption('CURRENT_PROVIDER', fieldOption)],
        [say({ text: `${text} ${closing}`, onError }), steps.to(markLabel(key))],
      ),
    ),
    say({ text, onError }),
    steps.to(markLabel(key)),
  ];
}

const blockLabel = 'tell the companion';

/** With the widget's block the companion knows at once; without it the field's hook tells. */
function tellCompanion({ plan, steps }: BotKit): readonly Handler[] {
  const { block } = plan.switches;
  if (block === null) return [finish];
  if (!steps.has(blockLabel)) steps.add(blockLabel, { question: [widgetBlock(block), finish] });
  return [steps.to(blockLabel)];
}
