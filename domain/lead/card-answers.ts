import type { CardAnswer } from '../../contract/card.js';
import type { Blueprint, Question } from '../blueprint/shape.js';
import type { LeadProfile } from './lead.js';
import { showAnswer } from './shown-answers.js';

/** The questions that matter for this lead, known or not: the general ones and those of its services. */
export function cardAnswers(profile: LeadProfile, { questions }: Blueprint): readonly CardAnswer[] {
  return questions
    .filter(({ service }) => service === null || profile.services.includes(service))
    .map((question) => toCardAnswer(question, profile));
}

const unknown = { value: null, shown: null, origin: null, answeredAt: null, by: null };

function toCardAnswer(question: Question, { answers }: LeadProfile): CardAnswer {
  const answer = answers[question.key];
  return {
    question: question.key,
    label: question.shortLabel,
    service: question.service,
    kind: question.kind,
    ...unknown,
    sentence: null,
    ...(answer === undefined ? {} : { ...answer, shown: showAnswer(question, answer) }),
    editable: true,
    options: question.options.map(({ key, label }) => ({ key, label })),
  };
}
