import { isPlaceholder, fillText, placeholdersIn } from '../fill-text.js';
import type { Placeholder } from '../fill-text.js';
import type { Conversation } from '../conversation.js';
import { addEnding, endLabel, markLabel } from './add-ending.js';
import { addQuestion } from './add-question.js';
import type { Handler } from './bot-json.js';
import { openBotKit } from './bot-kit.js';
import type { BotKit, BotPlan, Compiled } from './bot-kit.js';
import { matchButtons, moveTo, waitFor, when } from './handlers.js';
import { readWays, saysWord } from './read-ways.js';
import { spellings } from './spellings.js';

const startLabel = 'start';
const greetingLabel = 'greeting';
const openingLabel = 'opening';

/**
 * The bot of a service's conversation for one account (R4.1, R4.2), in the JSON that Kommo's designer exports. Everything the
 * conversation needs runs in Kommo: without the companion no answer is lost and nobody waits for ever.
 */
export function compileConversation(conversation: Conversation, plan: BotPlan): Compiled {
  const kit = openBotKit(conversation.name, plan);
  const { steps } = kit;
  // Numbered first: a bot begins at step 0.
  steps.numberOf(startLabel);
  const first = addQuestion(kit, conversation.first);
  addStart(kit);
  addGreeting(kit, conversation.greeting, first);
  if (plan.account.templates.qualification_start !== undefined) {
    addOpening(kit, plan.account.templates.qualification_start, first);
  }
  for (const ending of plan.blueprint.conversationRules.endings) addEnding(kit, ending);
  return kit.finish();
}

/** In an open window the conversation begins with free text, outside it only with a template. */
function addStart(kit: BotKit): void {
  const { plan, steps } = kit;
  const stage = plan.account.stages.qualifying;
  const hasTemplate = plan.account.templates.qualification_start !== undefined;
  steps.add(startLabel, {
    question: [
      ...(plan.switches.startedBy === 'companion' && stage !== undefined ? [moveTo(stage)] : []),
      when('and', [kit.isKnown('window')], [steps.to(greetingLabel)]),
      steps.to(hasTemplate ? openingLabel : greetingLabel),
    ],
  });
}

/** Says as much of the greeting as can be filled; a bot sends what it cannot fill as it stands. */
function addGreeting(kit: BotKit, text: string, first: string): void {
  const { steps, plan } = kit;
  const say = (filled: readonly Placeholder[]): readonly Handler[] => {
    const values = Object.fromEntries(filled.map((one) => [one, kit.tokenOf(one)]));
    return [
      kit.say({
        text: fillText(text, values, plan.blueprint.conversationRules.wordings),
        isFirst: true,
        onError: steps.to(markLabel('undelivered')),
      }),
      steps.to(first),
    ];
  };
  const choices = subsetsOf(placeholdersIn(text).filter(isPlaceholder));
  steps.add(greetingLabel, {
    question: choices.flatMap((filled) =>
      filled.length === 0 ? say([]) : [when('and', filled.map(kit.isKnown), say(filled))],
    ),
  });
}

/** All subsets, the largest first. */
const subsetsOf = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items
    .reduce<readonly (readonly Item[])[]>(
      (subsets, item) => [...subsets, ...subsets.map((subset) => [...subset, item])],
      [[]],
    )
    .toSorted((one, other) => other.length - one.length);

/** The template greets and waits; whatever the lead writes opens the window, and the first question follows. */
function addOpening(kit: BotKit, templateId: number, first: string): void {
  const { steps, plan } = kit;
  const { opening, silenceMs, ways } = plan.blueprint.conversationRules;
  const reading = `${openingLabel} read`;
  const waiting = `${openingLabel} wait`;
  const replies = opening.map(({ title, ending }) => ({
    title,
    synonyms: spellings([title]).filter((word) => word !== title),
    then: steps.to(ending === null ? first : endLabel(ending)),
  }));
  const onError = steps.to(markLabel('undelivered'));
  steps.add(openingLabel, {
    question: [kit.say({ text: '', templateId, isFirst: true, onError })],
    answer: [matchButtons(replies, steps.to(reading))],
    no_answer: steps.to(waiting),
  });
  steps.add(waiting, {
    question: [
      waitFor(steps.numberOf(reading), {
        seconds: Math.round(silenceMs / 1_000),
        step: steps.numberOf(endLabel('timed_out')),
      }),
    ],
  });
  steps.add(reading, {
    question: [
      ...replies.map(({ title, synonyms, then }) =>
        when('or', [title, ...synonyms].map(saysWord), [then]),
      ),
      ...readWays(ways, (ending) => steps.to(endLabel(ending))),
      steps.to(first),
    ],
  });
}
