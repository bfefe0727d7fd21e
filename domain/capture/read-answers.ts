import type { FieldProblem } from '../field-problem.js';
import type { Blueprint, Question } from '../blueprint/shape.js';
import { absent, bad, ok, textField } from './body-field.js';
import type { Body, FieldRead } from './body-field.js';
import type { Answer, Answers, AnswerValue, Attribution, QuestionKey } from '../lead/lead.js';
import { isUnfilled } from './placeholder.js';
import { readChoice } from './read-choice.js';
import { readAmount, readCount } from './read-number.js';
import { cleanLine, cleanText, fold } from '../person/text.js';

const longestText = 2_000;
const longestAttribution = 2_048;
const highestCount = 10_000_000;
const highestAmount = 1_000_000_000_000;

/** Every answer that can be read; what cannot is reported and left out, and the lead is kept. */
export function readAnswers(
  body: Body,
  { questions }: Blueprint,
  given: Omit<Answer, 'value'>,
): { readonly answers: Answers; readonly problems: readonly FieldProblem[] } {
  const answers: Partial<Record<QuestionKey, Answer>> = {};
  const problems: FieldProblem[] = [];
  for (const question of questions) {
    if (!body.has(question.key)) continue;
    const read = readAnswer(body, question);
    if (read.kind === 'ok') answers[question.key] = { value: read.value, ...given };
    if (read.kind === 'bad') problems.push(read.problem);
  }
  return { answers, problems };
}

function readAnswer(body: Body, question: Question): FieldRead<AnswerValue> {
  const given = body.get(question.key);
  if (question.kind === 'choice' && typeof given === 'boolean') {
    return toChoice(question, given ? 'yes' : 'no');
  }
  const text = textField(body, question.key);
  if (text.kind !== 'ok') return text;
  if (text.value.length > longestText) {
    return bad(
      question.key,
      { code: 'capture.answer_long' },
      { code: 'person.at_most', params: { most: longestText } },
    );
  }
  switch (question.kind) {
    case 'choice':
      return toChoice(question, text.value);
    case 'number':
      return toCount(question, text.value);
    case 'text':
      return toText(text.value);
  }
}

function toChoice(question: Question, text: string): FieldRead<AnswerValue> {
  const key = readChoice(question, text);
  if (key !== null) return ok(key);
  const isRange = question.options.some(({ middle }) => middle !== undefined);
  const amount = isRange ? readAmount(fold(text)) : null;
  if (amount !== null && amount <= highestAmount) return ok(amount);
  const options = question.options.map(({ label }) => label).join(', ');
  return bad(
    question.key,
    { code: 'capture.no_such_option' },
    { code: 'capture.no_such_option_remedy', params: { options } },
  );
}

function toCount({ key }: Question, text: string): FieldRead<AnswerValue> {
  const count = readCount(text);
  return count === null || count > highestCount
    ? bad(key, { code: 'capture.not_a_number' }, { code: 'capture.not_a_number_remedy' })
    : ok(count);
}

function toText(text: string): FieldRead<AnswerValue> {
  const clean = cleanText(text);
  return clean === '' ? absent : ok(clean);
}

export const attributionFields = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'utm_id',
  'fbclid',
  'gclid',
  'gbraid',
  'wbraid',
  'ttclid',
  'msclkid',
  'li_fat_id',
  'dclid',
  'gad_campaignid',
  'twclid',
  'rdt_cid',
  'ScCid',
  'epik',
  'fbp',
  'fbc',
  'landing_url',
  'referrer',
] as const satisfies readonly (keyof Attribution)[];

/** Where the visitor came from, as untrusted text. What is too long is left out: half a click id attributes nothing. */
export function readAttribution(body: Body): {
  readonly attribution: Attribution;
  readonly problems: readonly FieldProblem[];
} {
  const attribution: Partial<Record<keyof Attribution, string>> = {};
  const problems: FieldProblem[] = [];
  for (const field of attributionFields) {
    const read = toAttribution(body, field);
    if (read.kind === 'ok') attribution[field] = read.value;
    if (read.kind === 'bad') problems.push(read.problem);
  }
  return { attribution, problems };
}

/** What an address holds is part of the address. */
const addresses: ReadonlySet<string> = new Set(['landing_url', 'referrer']);

function toAttribution(body: Body, field: string): FieldRead<string> {
  const text = textField(body, field);
  if (text.kind !== 'ok') return text;
  const clean = cleanLine(text.value);
  if (!addresses.has(field) && isUnfilled(clean)) {
    return bad(field, { code: 'capture.unfilled' }, { code: 'capture.unfilled_remedy' });
  }
  if (clean.length > longestAttribution) {
    return bad(
      field,
      { code: 'capture.value_long' },
      { code: 'person.at_most', params: { most: longestAttribution } },
    );
  }
  return clean === '' ? absent : ok(clean);
}
