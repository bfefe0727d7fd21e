import type { Blueprint } from '../../blueprint/shape.js';
import { openBotKit } from '../compile/bot-kit.js';
import type { BotKit, BotPlan, Compiled } from '../compile/bot-kit.js';
import {
  addTag,
  finish,
  matchButtons,
  matchedCount,
  setField,
  waitFor,
  whenCount,
} from '../compile/handlers.js';
import { conversationFields } from '../conversation.js';

/** What a real account alone can tell, one step each. */
export const trialSteps = ['option', 'answer', 'wait', 'count', 'person', 'error'] as const;
export type TrialStep = (typeof trialSteps)[number];

export interface TrialTexts extends Readonly<Record<Exclude<TrialStep, 'error'>, string>> {
  readonly buttons: readonly [string, string];
}

export const trialBotName = 'Account · trial';
/** Left on the lead after each step: "trial-answer-matched". */
export const trialTag = (step: TrialStep | 'start', outcome: string): string =>
  `trial-${step}-${outcome}`;

const minute = 60;
const longest = 10 * minute;

interface TrialPlan extends Omit<BotPlan, 'blueprint'> {
  readonly blueprint: BotPlan['blueprint'] & Pick<Blueprint, 'questions'>;
  readonly texts: TrialTexts;
  /** A template that Meta has not approved, so that sending it fails; null where there is none. */
  readonly refusedTemplate: number | null;
}

/** A bot that tries what nobody has seen, and leaves a tag for each outcome; for a lead of one's own. */
export function compileTrialBot({ texts, refusedTemplate, ...plan }: TrialPlan): Compiled {
  const kit = openBotKit(trialBotName, plan);
  const { steps } = kit;
  // Numbered first: a bot begins at step 0.
  steps.numberOf('option');
  const question = plan.blueprint.questions.find(({ key }) => key === 'manages_inventory');
  const [option] = question?.options ?? [];
  steps.add('option', {
    question: [
      say(kit, texts.option, true),
      kit.setOption(question?.fieldCode ?? '', option?.fieldOption ?? ''),
      addTag(trialTag('option', 'done')),
      steps.to('answer'),
    ],
  });
  addAnswer(kit, texts);
  addListening(kit, 'wait', { text: texts.wait, seconds: minute, next: 'count' });
  addCount(kit, texts.count);
  addListening(kit, 'person', { text: texts.person, seconds: longest, next: 'error' });
  addError(kit, refusedTemplate);
  outcome(kit, 'start', 'undelivered', null);
  return kit.finish();
}

const say = ({ say: sayIn, steps }: BotKit, text: string, isFirst = false) =>
  sayIn({ text, isFirst, onError: steps.to(trialTag('start', 'undelivered')) });

/** A step that leaves its tag and goes on; null ends the bot. Its label is the tag. */
function outcome(
  { steps }: BotKit,
  step: TrialStep | 'start',
  name: string,
  next: string | null,
): void {
  const tag = trialTag(step, name);
  steps.add(tag, { question: [addTag(tag), next === null ? finish : steps.to(next)] });
}

/** Which case fits a button, and who gets a reply while the bot waits beside its buttons. */
function addAnswer(kit: BotKit, { answer, buttons }: TrialTexts): void {
  const { steps } = kit;
  const to = (name: string) => steps.to(trialTag('answer', name));
  const [one, other] = buttons;
  steps.add('answer', {
    question: [
      kit.say({ text: answer, buttons, onError: steps.to(trialTag('start', 'undelivered')) }),
    ],
    answer: [
      matchButtons(
        [
          { title: one, synonyms: [], then: to('matched') },
          { title: other, synonyms: [], then: to('unmatched') },
        ],
        to('unmatched'),
      ),
    ],
    no_answer: steps.to('answer listen'),
  });
  steps.add('answer listen', {
    question: [
      waitFor(steps.numberOf(trialTag('answer', 'waits')), {
        seconds: longest,
        step: steps.numberOf(trialTag('answer', 'silent')),
      }),
    ],
  });
  for (const name of ['matched', 'unmatched', 'waits', 'silent']) {
    outcome(kit, 'answer', name, 'wait');
  }
}

/** A message or the end of a time, whichever comes first. */
function addListening(
  kit: BotKit,
  step: 'wait' | 'person',
  {
    text,
    seconds,
    next,
  }: { readonly text: string; readonly seconds: number; readonly next: string },
): void {
  const { steps } = kit;
  steps.add(step, { question: [say(kit, text), steps.to(`${step} listen`)] });
  steps.add(`${step} listen`, {
    question: [
      waitFor(steps.numberOf(trialTag(step, 'message')), {
        seconds,
        step: steps.numberOf(trialTag(step, 'timer')),
      }),
    ],
  });
  outcome(kit, step, 'message', next);
  outcome(kit, step, 'timer', next);
}

/** Whether the bot itself reads a number out of a sentence. */
function addCount(kit: BotKit, text: string): void {
  const { steps } = kit;
  const number = trialTag('count', 'number');
  const none = trialTag('count', 'none');
  steps.add('count', { question: [say(kit, text), steps.to('count listen')] });
  steps.add('count listen', {
    question: [
      waitFor(steps.numberOf('count read'), { seconds: longest, step: steps.numberOf(none) }),
    ],
  });
  steps.add('count read', {
    question: [whenCount(1, 100_000, [steps.to(number)]), steps.to(none)],
  });
  steps.add(number, {
    question: [
      setField(kit.fieldId(conversationFields.unread), matchedCount),
      addTag(number),
      steps.to('person'),
    ],
  });
  outcome(kit, 'count', 'none', 'person');
}

/** Whether a message that cannot be sent leaves by its own way. */
function addError(kit: BotKit, templateId: number | null): void {
  const { steps } = kit;
  if (templateId === null) {
    steps.add('error', { question: [addTag(trialTag('error', 'skipped')), finish] });
    return;
  }
  const onError = steps.to(trialTag('error', 'taken'));
  steps.add('error', {
    question: [
      kit.say({ text: '', templateId, onError }),
      addTag(trialTag('error', 'ignored')),
      finish,
    ],
  });
  outcome(kit, 'error', 'taken', null);
}
