import type { Blueprint, Question, QuestionOption } from '../../../../../domain/blueprint/shape.js';
import type { Answer, Answers, AnswerValue, ServiceKey } from '../../../../../domain/lead/lead.js';
import type { FieldValue } from '../http/api-schemas.js';
import { codes } from './field-codes.js';
import { numberOf, textOf, textsOf } from './field-values.js';
import type { WantedField } from './field-values.js';
import { sameText } from './same-text.js';

/** The fields that hold these answers; an answer that is no option any more is left out. */
export const answerFields = (blueprint: Blueprint, answers: Answers): readonly WantedField[] =>
  blueprint.questions.flatMap((question) => {
    const answer = answers[question.key];
    const value = answer === undefined ? null : fieldValueOf(question, answer.value);
    return value === null ? [] : [{ code: question.fieldCode, values: [value] }];
  });

/**
 * What the field holds for an answer. Two options may share one option of the field ("Primera vez" is "Sin proveedor"
 * there), so comparing these, not the keys, tells whether Kommo holds the answer already.
 */
export function fieldValueOf(question: Question, value: AnswerValue): AnswerValue | null {
  if (question.kind !== 'choice') return value;
  const option = question.options.find(({ key }) => key === value);
  if (option !== undefined) return option.middle ?? option.fieldOption;
  return typeof value === 'number' && isRange(question) ? value : null;
}

/** The answers that a lead's fields hold. */
export function readAnswers(
  blueprint: Blueprint,
  values: readonly FieldValue[],
  answeredAt: string,
): Answers {
  const found = blueprint.questions.flatMap((question) => {
    const value = readAnswer(question, values);
    if (value === null) return [];
    const answer: Answer = { value, origin: 'kommo', answeredAt };
    return [[question.key, answer] as const];
  });
  return Object.fromEntries(found);
}

function readAnswer(question: Question, values: readonly FieldValue[]): AnswerValue | null {
  switch (question.kind) {
    case 'number':
      return numberOf(values, question.fieldCode);
    case 'text':
      return textOf(values, question.fieldCode);
    case 'choice':
      return isRange(question) ? readRange(question, values) : readChoice(question, values);
  }
}

/** Among options that share the field's text, the one that is called so in the form too, else the first. */
function readChoice(question: Question, values: readonly FieldValue[]): string | null {
  const text = textOf(values, question.fieldCode);
  if (text === null) return null;
  const holds = (option: QuestionOption) => sameText(option.fieldOption, text);
  const candidates = question.options.filter(holds);
  const exact = candidates.find(({ label }) => sameText(label, text));
  return (exact ?? candidates[0])?.key ?? null;
}

function readRange(question: Question, values: readonly FieldValue[]): string | null {
  const amount = numberOf(values, question.fieldCode);
  if (amount === null || amount <= 0) return null;
  const option = question.options.find(({ upTo }) => upTo === undefined || amount <= upTo);
  return option?.key ?? null;
}

const isRange = ({ options }: Question): boolean =>
  options.some(({ middle }) => middle !== undefined);

/** The main service in SERVICE_TYPE, all further ones in OTHER_SERVICES. */
export function serviceFields(
  blueprint: Blueprint,
  services: readonly ServiceKey[],
): readonly WantedField[] {
  const [main, ...others] = services.flatMap((key) =>
    blueprint.services.filter((service) => service.key === key).map(({ label }) => label),
  );
  return [
    ...(main === undefined ? [] : [{ code: codes.service, values: [main] }]),
    ...(others.length === 0 ? [] : [{ code: codes.otherServices, values: others }]),
  ];
}

export function readServices(
  blueprint: Blueprint,
  values: readonly FieldValue[],
): readonly ServiceKey[] {
  const texts = [...textsOf(values, codes.service), ...textsOf(values, codes.otherServices)];
  const keys = texts.flatMap((text) =>
    blueprint.services
      .filter(({ label, aliases }) => [label, ...aliases].some((name) => sameText(name, text)))
      .map(({ key }) => key),
  );
  return [...new Set(keys)];
}
