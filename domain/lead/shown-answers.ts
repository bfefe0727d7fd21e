import type { Blueprint, Question } from '../blueprint/shape.js';
import type { Answer, Answers } from './lead.js';
import { optionOf } from '../capture/option-of.js';

const thousands = new Intl.NumberFormat('es-DO', { maximumFractionDigits: 2 });

/** An answer as a person reads it: "21-50", "1,200"; null for an option that the blueprint no longer has. */
export function showAnswer(question: Question, { value }: Pick<Answer, 'value'>): string | null {
  if (typeof value === 'number') return thousands.format(value);
  return question.kind === 'choice' ? (optionOf(question, value)?.label ?? null) : value;
}

/** Everything answered, in the order of the form and in the customer's words. */
export const shownAnswers = (
  answers: Answers,
  { questions }: Blueprint,
): readonly { readonly question: string; readonly label: string; readonly shown: string }[] =>
  questions.flatMap((question) => {
    const answer = answers[question.key];
    const shown = answer === undefined ? null : showAnswer(question, answer);
    return shown === null ? [] : [{ question: question.key, label: question.label, shown }];
  });
