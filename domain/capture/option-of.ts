import type { Blueprint, Question, QuestionOption } from '../blueprint/shape.js';
import type { AnswerValue, QuestionKey } from '../lead/lead.js';

export const questionOf = (key: QuestionKey, { questions }: Blueprint): Question | null =>
  questions.find((question) => question.key === key) ?? null;

/** The option that a value means: its key, or the range that an amount falls into; null when none fits. */
export function optionOf(question: Question, value: AnswerValue): QuestionOption | null {
  if (typeof value === 'string') return question.options.find(({ key }) => key === value) ?? null;
  const ranges = question.options.filter(({ middle }) => middle !== undefined);
  return ranges.find(({ upTo }) => upTo === undefined || value <= upTo) ?? null;
}
