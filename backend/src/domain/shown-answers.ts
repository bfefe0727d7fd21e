import type { Blueprint, Question } from './blueprint.js';
import type { Answer, Answers } from './lead.js';

export interface ShownAnswer {
  readonly question: string;
  readonly label: string;
  readonly shown: string;
}

/** An answer in the words a person reads: the option's label, or the number or text itself. */
export function showAnswer(question: Question, answer: Answer): string {
  const option = question.options.find(({ key }) => key === answer.value);
  return option?.label ?? String(answer.value);
}

/** Every known answer, in the form's order. */
export function shownAnswers(answers: Answers, { questions }: Blueprint): readonly ShownAnswer[] {
  return questions.flatMap((question) => {
    const answer = answers[question.key];
    if (answer === undefined) return [];
    return [{ question: question.key, label: question.label, shown: showAnswer(question, answer) }];
  });
}
