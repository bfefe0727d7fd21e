import type { Blueprint, Question } from '../../blueprint/shape.js';
import type { AskedQuestion, Conversation, Reply } from '../conversation.js';
import type { Finding, FindingCode } from './finding.js';
import { lintButtons, lintText } from './lint-text.js';

/** What is wrong with a conversation's data: limits of WhatsApp, questions nobody reaches, answers that no field keeps. */
export function lintConversation(
  { service, greeting, first }: Conversation,
  blueprint: Blueprint,
): readonly Finding[] {
  return [
    ...lintText(`${service} / greeting`, greeting, blueprint.conversationRules.wordings),
    ...lintQuestion(service, first, blueprint),
  ];
}

function lintQuestion(
  above: string,
  node: AskedQuestion,
  blueprint: Blueprint,
): readonly Finding[] {
  const where = `${above} / ${node.question}`;
  const { conversationRules: rules, questions } = blueprint;
  const question = questions.find(({ key }) => key === node.question);
  const drawn = node.replies.flatMap(({ button }) => (button === null ? [] : [button]));
  return [
    ...lintText(where, `${rules.nudge} ${node.text}`, rules.wordings),
    ...lintText(where, `${rules.repeat} ${node.text}`, rules.wordings),
    ...lintButtons(where, drawn),
    ...lintWords(where, node),
    ...(question === undefined
      ? [{ code: 'answer_not_kept' as const, where, what: node.question }]
      : lintKeeping(where, node, question, blueprint)),
    ...node.replies.flatMap((reply) => lintReply(where, reply, node, blueprint)),
  ];
}

/** A word that means two answers gets the first. */
function lintWords(where: string, { replies }: AskedQuestion): readonly Finding[] {
  const owners = new Map<string, Reply>();
  const found: Finding[] = [];
  for (const reply of replies) {
    for (const word of wordsOf(reply)) {
      const owner = owners.get(word);
      if (owner !== undefined && owner !== reply) {
        found.push({ code: 'word_twice', where, what: word });
      }
      owners.set(word, reply);
    }
  }
  return found;
}

const wordsOf = ({ button, synonyms }: Reply): readonly string[] =>
  [...(button === null ? [] : [button]), ...synonyms].map((word) => word.toLowerCase());

/** Every answer is written to a field that can hold it. */
function lintKeeping(
  where: string,
  { replies }: AskedQuestion,
  question: Question,
  { fields }: Blueprint,
): readonly Finding[] {
  const field = fields.find(({ code }) => code === question.fieldCode);
  const isCount = question.kind === 'number';
  const of = (code: FindingCode, what: string): Finding => ({ code, where, what });
  if (field === undefined) return [of('answer_not_kept', question.fieldCode)];
  if (isCount) {
    const ends = new Set(replies.map(({ next, ending }) => next ?? ending ?? 'completed'));
    return [
      ...(ends.size > 1 ? [of('counts_lead_apart', question.key)] : []),
      ...replies
        .filter(({ standsFor = -1, from = 0, to = Infinity }) => standsFor < from || standsFor > to)
        .map(({ button }) => of('answer_not_kept', button ?? '')),
    ];
  }
  const optionOf = (key: string | undefined) => question.options.find((one) => one.key === key);
  return [
    ...replies
      .filter(({ option }) => !field.options.includes(optionOf(option)?.fieldOption ?? ''))
      .map(({ option }) => of('answer_not_kept', option ?? '')),
    ...question.options
      .filter(({ key }) => !replies.some(({ option }) => option === key))
      .map(({ key }) => of('option_without_reply', key)),
  ];
}

function lintReply(
  above: string,
  reply: Reply,
  node: AskedQuestion,
  blueprint: Blueprint,
): readonly Finding[] {
  const name = reply.option ?? reply.button ?? '';
  const where = `${above} / ${name}`;
  const { next } = reply;
  return [
    ...(canBeGiven(reply, node) ? [] : lintUngiven(where, name, reply)),
    ...(node.replies.some((other) => other !== reply && overlap(reply, other))
      ? [{ code: 'counts_overlap' as const, where, what: name }]
      : []),
    ...(next === undefined ? [] : lintQuestion(where, next, blueprint)),
  ];
}

/** What nobody can answer earns no points and leads nowhere. */
const lintUngiven = (where: string, name: string, { points, next }: Reply): readonly Finding[] => [
  { code: 'reply_cannot_be_given', where, what: name },
  ...(points === 0 ? [] : [{ code: 'points_not_earnable' as const, where, what: String(points) }]),
  ...(next === undefined
    ? []
    : [{ code: 'unreachable_question' as const, where, what: next.question }]),
];

/** By a button, by a word, or by a count that no other reply takes first. */
function canBeGiven(reply: Reply, { replies }: AskedQuestion): boolean {
  if (wordsOf(reply).length === 0) return false;
  const earlier = replies.slice(0, replies.indexOf(reply));
  const isTaken = earlier.some(
    ({ option, from = 0, to = Infinity }) =>
      option === reply.option &&
      (option !== undefined || (from <= (reply.from ?? 0) && to >= (reply.to ?? Infinity))),
  );
  return !isTaken && (reply.from ?? 0) <= (reply.to ?? Infinity);
}

const overlap = (one: Reply, other: Reply): boolean =>
  one.option === undefined &&
  other.option === undefined &&
  (one.from ?? 0) <= (other.to ?? Infinity) &&
  (other.from ?? 0) <= (one.to ?? Infinity);
