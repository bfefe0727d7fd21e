import type { Sentence } from '../../../../wording/sentence.js';
import { checkEnvironment } from '../doctor/doctor-environment.js';
import { printCheck } from '../doctor/doctor-print.js';
import type { PrintOptions } from '../doctor/doctor-print.js';
import { failed } from '../doctor/doctor-check.js';
import type { Check } from '../doctor/doctor-check.js';
import type { Say } from '../../../../wording/say.js';
import type { Answers } from './answers.js';
import type { Console } from './console.js';
import type { Known, Question, Test, Tested, Values } from './question.js';
import { environmentOf } from './test-tools.js';
import type { TestTools } from './test-tools.js';

export interface AskTools {
  readonly questions: readonly Question[];
  readonly console: Console;
  readonly answers: Pick<Answers, 'keep'>;
  readonly test: TestTools;
  readonly say: Say;
  readonly printing: PrintOptions;
  /** Asks also what is answered. */
  readonly all: boolean;
}

interface State {
  values: Values;
  readonly postponed: Set<string>;
  /** Answered and tried, or put off. */
  readonly settled: Set<string>;
  /** Answered, but to be asked once more; Enter keeps it. */
  readonly again: Set<string>;
  /** Answers that a vendor refused where the same once more is kept. */
  readonly refused: Map<string, string>;
}

/** Asks what is missing, one thing at a time. Null when the person stopped; what was answered is kept. */
export async function askQuestions(tools: AskTools, values: Values): Promise<Known | null> {
  const all = tools.all ? tools.questions.map(({ variable }) => variable) : [];
  const state: State = {
    values,
    postponed: new Set(),
    settled: new Set(),
    again: new Set(all),
    refused: new Map(),
  };
  for (;;) {
    const question = tools.questions.find(
      ({ variable, applies }) => applies(state) && !state.settled.has(variable),
    );
    if (question === undefined) return state;
    const answered = await answer(tools, state, question);
    if (answered === 'stopped') return null;
    if (answered === 'refused') continue;
    if (answered === 'postponed' || (await stands(tools, state, question))) {
      state.settled.add(question.variable);
    }
  }
}

/** Whether it is answered now; asks where it was not. */
async function answer(
  tools: AskTools,
  state: State,
  question: Question,
): Promise<'answered' | 'postponed' | 'refused' | 'stopped'> {
  const { variable } = question;
  const present = state.values[variable];
  if (present !== undefined && !state.again.has(variable)) return 'answered';
  const typed = await ask(tools, state, question);
  if (typed === null) return 'stopped';
  if (isLater(typed, tools.say)) return postpone(tools, state, variable);
  return take(tools, state, question, typed.trim() === '' ? null : question.tidy(typed));
}

/** An answer of the right shape is kept at once; null is Enter. */
async function take(
  tools: AskTools,
  state: State,
  question: Question,
  typed: string | null,
): Promise<'answered' | 'refused'> {
  const { variable } = question;
  const given = typed ?? state.values[variable] ?? question.suggest(state.values);
  const wrong =
    given === null ? emptyAnswer(question) : shapeOf(tools, state, { [variable]: given });
  if (wrong !== undefined) {
    show(tools, [wrong]);
    return 'refused';
  }
  state.again.delete(variable);
  return keep(tools, state, { [variable]: given ?? '' });
}

async function keep(tools: AskTools, state: State, values: Values): Promise<'answered'> {
  state.values = { ...state.values, ...values };
  await tools.answers.keep(state.values);
  return 'answered';
}

async function postpone(tools: AskTools, state: State, variable: string): Promise<'postponed'> {
  state.values = Object.fromEntries(
    Object.entries(state.values).filter(([name]) => name !== variable),
  );
  state.postponed.add(variable);
  await tools.answers.keep(state.values);
  tools.console.print(`  ${tools.say({ code: 'installation.postponed' })}`);
  return 'postponed';
}

const isLater = (typed: string, say: Say): boolean =>
  typed.trim().toLowerCase().replaceAll('»', '').replaceAll('«', '') ===
  say({ code: 'installation.later_word' });

const emptyAnswer = ({ variable, isNeeded }: Question): Check =>
  failed(
    variable,
    { code: 'installation.empty' },
    { code: isNeeded ? 'installation.empty_needed_remedy' : 'installation.empty_remedy' },
  );

/** What the companion would say of it. */
const shapeOf = (
  { test: { env } }: AskTools,
  { values }: State,
  given: Values,
): Check | undefined =>
  checkEnvironment(environmentOf({ ...values, ...given }, env)).find(
    ({ name }) => typeof name === 'string' && name in given,
  );

function ask(tools: AskTools, state: State, question: Question): Promise<string | null> {
  const { say, questions, console } = tools;
  const asked = questions.filter(({ applies }) => applies(state));
  const number = asked.indexOf(question) + 1;
  const sentences: readonly Sentence[] = [
    { code: 'installation.where', params: { where: question.where(state.values) } },
    ...hintsOf(state, question),
  ];
  const { what } = question;
  const total = asked.length;
  console.print(`\n${say({ code: 'installation.question', params: { number, total, what } })}`);
  console.print(sentences.map((sentence) => `  ${say(sentence)}`).join('\n'));
  return console.ask('  > ', question.isSecret);
}

function hintsOf(
  { values }: State,
  { variable, suggest, isSecret, isNeeded }: Question,
): readonly Sentence[] {
  const present = values[variable] ?? suggest(values);
  if (present === null || present === '')
    return isNeeded ? [] : [{ code: 'installation.later_allowed' }];
  return [
    isSecret
      ? { code: 'installation.keeps' }
      : { code: 'installation.default', params: { value: present } },
  ];
}

/** Tries what is answered so far; a refusal asks again for what may be wrong. */
async function stands(
  tools: AskTools,
  state: State,
  { variable, test }: Question,
): Promise<boolean> {
  if (test === null || needsMore(state, test)) return true;
  const same = test.asksAgain.map((name) => state.values[name]).join('\n');
  if (test.maySayAgain && state.refused.get(variable) === same) {
    tools.console.print(`  ${tools.say({ code: 'installation.accepted_untested' })}`);
    return true;
  }
  const { isWrong, checks, learned }: Tested = await test.run(state.values, tools.test);
  show(tools, checks);
  if (!isWrong) {
    await keep(tools, state, learned);
    return true;
  }
  state.refused.set(variable, same);
  const next: Sentence = {
    code: test.maySayAgain ? 'installation.insist' : 'installation.try_again',
  };
  tools.console.print(`  ${tools.say(next)}`);
  for (const name of test.asksAgain) {
    if (state.postponed.has(name)) continue;
    state.settled.delete(name);
    state.again.add(name);
  }
  return false;
}

/** Part of what is tried was put off. */
const needsMore = ({ values }: State, { asksAgain }: Test): boolean =>
  asksAgain.some((name) => values[name] === undefined);

function show({ console, printing }: AskTools, checks: readonly Check[]): void {
  for (const check of checks) console.print(printCheck(check, printing));
}
