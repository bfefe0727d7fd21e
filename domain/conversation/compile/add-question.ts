import type { Question } from '../../blueprint/shape.js';
import { conversationFields } from '../conversation.js';
import type { AskedQuestion, Reply } from '../conversation.js';
import { endLabel, markLabel } from './add-ending.js';
import type { Handler } from './bot-json.js';
import type { BotKit } from './bot-kit.js';
import {
  matchButtons,
  matchedCount,
  messageText,
  setField,
  waitFor,
  when,
  whenCount,
} from './handlers.js';
import { readWays, saysWord } from './read-ways.js';
import { spellings } from './spellings.js';

/** How a question is asked: at first, after 15 minutes of silence, or again because the answer was not understood. */
type Turn = 'ask' | 'nudge' | 'repeat';

/** A question in work: its place in the conversation, and the field that keeps its answer. */
interface Asking {
  readonly kit: BotKit;
  readonly node: AskedQuestion;
  readonly label: string;
  readonly question: Question;
}

const mostCount = 10_000_000;

/** The steps of a question and of all that may follow; answers the label at which it begins. */
export function addQuestion(kit: BotKit, node: AskedQuestion): string {
  const question = kit.questionOf(node.question);
  const label = kit.labelOf(node);
  if (question === undefined || kit.steps.has(label)) return label;
  const asking = { kit, node, label, question };
  addKnownCheck(asking);
  addTurn(asking, 'ask');
  addTurn(asking, 'nudge');
  addReading(asking, 'first');
  addTurn(asking, 'repeat');
  addReading(asking, 'last');
  node.replies.forEach((reply, index) => {
    kit.steps.add(acceptLabel(asking, index), {
      question: [keepAnswer(asking, reply), goOn(asking, reply)],
    });
  });
  return label;
}

const acceptLabel = ({ label }: Asking, index: number): string => `${label} accept ${index}`;
const turnLabel = ({ label }: Asking, turn: Turn): string => `${label} ${turn}`;

/** What is known is not asked again. A count is known where the companion says so: no bot can compare it. */
function addKnownCheck(asking: Asking): void {
  const { kit, node, label, question } = asking;
  const [first] = node.replies;
  const isKnown =
    question.kind === 'number' && first !== undefined
      ? [when('and', [kit.isKnown(node.question)], [goOn(asking, first)])]
      : node.replies.flatMap((reply) => {
          const option = fieldOptionOf(question, reply);
          const test = option === null ? null : kit.isOption(question.fieldCode, option);
          return test === null ? [] : [when('and', [test], [goOn(asking, reply)])];
        });
  kit.steps.add(label, { question: [...isKnown, kit.steps.to(turnLabel(asking, 'ask'))] });
}

/**
 * A reply to the buttons is said to arrive at the step's answer, even while a later step waits for the time to end; should it
 * arrive at the waiting step instead, that reads it just the same.
 */
function addTurn(asking: Asking, turn: Turn): void {
  const { kit, node } = asking;
  const { steps, plan } = kit;
  const reading = readingLabel(asking, turn === 'repeat' ? 'last' : 'first');
  const waiting = `${turnLabel(asking, turn)} wait`;
  const drawn = node.replies.flatMap((reply, index) => {
    const { button } = reply;
    return button === null ? [] : [{ ...reply, button, index }];
  });
  steps.add(turnLabel(asking, turn), {
    question: [
      kit.say({
        text: textOf(asking, turn),
        buttons: drawn.map(({ button }) => button),
        onError: steps.to(markLabel('undelivered')),
      }),
    ],
    answer: [
      matchButtons(
        drawn.map((reply, place) => ({
          title: reply.button,
          synonyms: [
            ...spellings([reply.button, ...reply.synonyms]).filter((one) => one !== reply.button),
            ...digitOf(asking, place),
          ],
          then: steps.to(acceptLabel(asking, reply.index)),
        })),
        steps.to(reading),
      ),
    ],
    no_answer: steps.to(waiting),
  });
  const { nudgeAfterMs, silenceMs } = plan.blueprint.conversationRules;
  const waits = { ask: nudgeAfterMs, nudge: silenceMs - nudgeAfterMs, repeat: silenceMs };
  const after = turn === 'ask' ? turnLabel(asking, 'nudge') : endLabel('timed_out');
  steps.add(waiting, {
    question: [
      waitFor(steps.numberOf(reading), {
        seconds: Math.round(waits[turn] / 1_000),
        step: steps.numberOf(after),
      }),
    ],
  });
}

function textOf({ node, kit }: Asking, turn: Turn): string {
  const { nudge, repeat } = kit.plan.blueprint.conversationRules;
  const before = { ask: '', nudge: `${nudge} `, repeat: `${repeat} ` };
  return `${before[turn]}${node.text}`;
}

/** "1" answers for the first button, but never where a count is asked. */
const digitOf = ({ question }: Asking, place: number): readonly string[] =>
  place === -1 || question.kind === 'number' ? [] : [String(place + 1)];

const readingLabel = ({ label }: Asking, time: 'first' | 'last'): string => `${label} read ${time}`;

/** Reads a typed reply word for word, then what else a lead may want; what is left is kept for the companion. */
function addReading(asking: Asking, time: 'first' | 'last'): void {
  const { kit, node } = asking;
  const { steps } = kit;
  const drawn = node.replies.filter(({ button }) => button !== null);
  const answers = node.replies.map((reply, index) => {
    const place = drawn.indexOf(reply);
    // A test takes a hundred bytes of the 64 KB: the words for a drawn button are at the button only.
    const words = spellings(reply.button === null ? reply.synonyms : [reply.button]);
    return when('or', [...words, ...digitOf(asking, place)].map(saysWord), [
      steps.to(acceptLabel(asking, index)),
    ]);
  });
  steps.add(readingLabel(asking, time), {
    question: [...answers, ...readRest(asking, time)],
  });
}

/** Where what follows does not depend on the words, the ways are read in a step that several readings share. */
function readRest(asking: Asking, time: 'first' | 'last'): readonly Handler[] {
  const { kit, node, question } = asking;
  const { steps, plan } = kit;
  const ways = readWays(plan.blueprint.conversationRules.ways, (key) => steps.to(endLabel(key)));
  const field = time === 'first' ? conversationFields.unread : conversationFields.unreadLast;
  const kept = setField(kit.fieldId(field), `${node.question}: ${messageText}`);
  if (question.kind !== 'number' && time === 'first') {
    return [...ways, kept, steps.to(turnLabel(asking, 'repeat'))];
  }
  const label = question.kind === 'number' ? `${asking.label} ways` : 'last ways';
  if (!steps.has(label)) steps.add(label, { question: [...ways, goOnUnread(asking)] });
  // Of a count's second answer no digits are read here, for want of room: the companion reads them.
  const counted =
    time === 'first' && question.kind === 'number' ? [askAgain(asking), ...readCount(asking)] : [];
  return [...counted, kept, steps.to(label)];
}

/** A count in a sentence is read by the companion; a plain "sí" tells none. */
const askAgain = (asking: Asking): Handler =>
  when('or', asking.kit.plan.blueprint.conversationRules.noCount.map(saysWord), [
    asking.kit.steps.to(turnLabel(asking, 'repeat')),
  ]);

/** A count is read from its sentence by the companion, and the conversation goes on; a choice goes to a person. */
function goOnUnread(asking: Asking): Handler {
  const { kit, node, question } = asking;
  const [first] = node.replies;
  return question.kind === 'number' && first !== undefined
    ? goOn(asking, first)
    : kit.steps.to(endLabel('not_understood'));
}

function readCount(asking: Asking): readonly Handler[] {
  const { kit, node, question } = asking;
  if (question.kind !== 'number' || !kit.plan.switches.readsCounts) return [];
  return node.replies.map((reply) =>
    whenCount(reply.from ?? 0, reply.to ?? mostCount, [
      setField(kit.fieldId(question.fieldCode), matchedCount),
      goOn(asking, reply),
    ]),
  );
}

function keepAnswer({ kit, question }: Asking, reply: Reply): Handler {
  const option = fieldOptionOf(question, reply);
  if (option !== null) return kit.setOption(question.fieldCode, option);
  return setField(kit.fieldId(question.fieldCode), String(reply.standsFor ?? ''));
}

const fieldOptionOf = ({ options }: Question, { option }: Reply): string | null =>
  options.find(({ key }) => key === option)?.fieldOption ?? null;

function goOn({ kit }: Asking, { next, ending }: Reply): Handler {
  return next === undefined
    ? kit.steps.to(endLabel(ending ?? 'completed'))
    : kit.steps.to(addQuestion(kit, next));
}
