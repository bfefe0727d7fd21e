import { finishStep } from '../compile/bot-json.js';
import type { Bot, BotStep, Json } from '../compile/bot-json.js';
import { byteLength, longestBotBytes, writeSource } from '../compile/write-bot.js';
import type { Finding, FindingCode } from './finding.js';

/** The engine passes over a handler that it does not know, and sends a token that it does not know as it stands. */
const handlers = new Set([
  'send_message',
  'buttons',
  'waits',
  'goto',
  'conditions',
  'validations',
  'action',
  'widget',
]);
const token = /^(?:message_text|last_validation_result|lead\.cf\.\d+(?:\.\d+)?)$/u;

/** What is wrong with a compiled bot, whoever wrote it: Kommo would tell nobody. */
export function lintBot({ name, steps }: Bot): readonly Finding[] {
  const source = writeSource({ name, steps });
  const numbers = Object.keys(steps).map(Number);
  const targets = new Map(numbers.map((number) => [number, targetsOf(steps[String(number)])]));
  const bytes = byteLength(source);
  const of = (code: FindingCode, what: string | number): Finding => ({
    code,
    where: name,
    what: String(what),
  });
  return [
    ...(bytes > longestBotBytes ? [of('too_large', bytes)] : []),
    ...namesIn(source, /"handler":"([^"]*)"/gu)
      .filter((one) => !handlers.has(one))
      .map((one) => of('unknown_handler', one)),
    ...namesIn(source, /\{\{(.*?)\}\}/gu)
      .filter((one) => !token.test(one))
      .map((one) => of('unknown_token', one)),
    ...numbers.flatMap((number) => lintStep(number, steps[String(number)], targets, of)),
    ...unreached(targets).map((number) => of('orphan_step', number)),
    ...(hasCircle(targets) ? [of('circle', name)] : []),
  ];
}

type Targets = ReadonlyMap<number, readonly number[]>;

function lintStep(
  number: number,
  step: BotStep | undefined,
  targets: Targets,
  of: (code: FindingCode, what: string | number) => Finding,
): readonly Finding[] {
  if (step === undefined) return [];
  const text = JSON.stringify(step);
  const sends = text.split('"handler":"send_message"').length - 1;
  return [
    ...(targets.get(number) ?? [])
      .filter((target) => target !== finishStep && !targets.has(target))
      .map((target) => of('dangling_goto', target)),
    ...(goesOn(step) ? [] : [of('dead_end', number)]),
    ...(step.answer !== undefined && !text.includes('"type":"else"')
      ? [of('no_else', number)]
      : []),
    ...(text.split('"on_error":{').length - 1 < sends ? [of('no_on_error', number)] : []),
  ];
}

/** A step that neither leaves nor waits ends the bot where it stands. */
function goesOn({ question, answer, no_answer }: BotStep): boolean {
  const last = question.at(-1)?.handler;
  return last === 'goto' || last === 'waits' || (answer !== undefined && no_answer !== undefined);
}

const namesIn = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
];

function targetsOf(step: BotStep | undefined): readonly number[] {
  const found = new Set<number>();
  const visit = (json: Json | undefined): void => {
    if (typeof json !== 'object' || json === null) return;
    for (const [key, value] of Object.entries(json)) {
      if (key === 'step' && typeof value === 'number') found.add(value);
      else visit(value);
    }
  };
  if (step !== undefined) {
    for (const list of [step.question, step.answer ?? [], [step.no_answer]]) {
      for (const handler of list) if (handler !== undefined) visit(handler.params);
    }
  }
  return [...found];
}

function unreached(targets: Targets): readonly number[] {
  const reached = new Set([0]);
  for (const number of reached) for (const target of targets.get(number) ?? []) reached.add(target);
  return [...targets.keys()].filter((number) => !reached.has(number));
}

/** A path that comes back to a step may never end. */
function hasCircle(targets: Targets): boolean {
  const left = new Map(targets);
  for (let size = -1; size !== left.size;) {
    size = left.size;
    for (const [number, to] of left) if (!to.some((one) => left.has(one))) left.delete(number);
  }
  return left.size > 0;
}
