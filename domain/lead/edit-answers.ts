import type { FieldProblem } from '../field-problem.js';
import type { Blueprint, Question } from '../blueprint/shape.js';
import type { Answer, Answers, AnswerValue, LeadProfile, QuestionKey } from './lead.js';
import { readAnswers } from '../capture/read-answers.js';

/** What an executive typed into the card, by question; null takes an answer back. */
export type Edits = Readonly<Record<string, AnswerValue | null>>;

export type Edited =
  | { readonly kind: 'refused'; readonly problems: readonly FieldProblem[] }
  | {
      readonly kind: 'edited';
      readonly profile: LeadProfile;
      readonly answers: Answers;
      readonly takenBack: readonly QuestionKey[];
    };

/** All edits or none: an executive who sees the card change must be able to trust that everything was taken. */
export function editAnswers(
  profile: LeadProfile,
  edits: Edits,
  blueprint: Blueprint,
  given: Pick<Answer, 'answeredAt' | 'by'>,
): Edited {
  const asked = blueprint.questions.filter(
    ({ service }) => service === null || profile.services.includes(service),
  );
  const strange = Object.keys(edits).filter((key) => !asked.some((one) => one.key === key));
  const edited = new Map(Object.entries(edits).filter(([, value]) => !isBlank(value)));
  const read = readAnswers(edited, blueprint, { origin: 'executive', ...given });
  const problems = [...strange.map((key) => strangeQuestion(key, blueprint)), ...read.problems];
  if (problems.length > 0) return { kind: 'refused', problems };

  const takenBack = asked
    .filter(({ key }) => isBlank(edits[key]) && profile.answers[key] !== undefined)
    .map(({ key }) => key);
  const kept = asked.filter(({ key }) => !takenBack.includes(key));
  const answers = onlyChanged(kept, profile.answers, read.answers);
  return {
    kind: 'edited',
    profile: { ...profile, answers: { ...without(profile.answers, takenBack), ...answers } },
    answers,
    takenBack,
  };
}

/** Undefined was not edited; null, and nothing but blanks, were taken back. */
const isBlank = (value: AnswerValue | null | undefined): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '');

function strangeQuestion(key: string, { questions }: Blueprint): FieldProblem {
  const known = questions.some((question) => question.key === key);
  const why = known ? 'question_of_other_service' : 'no_such_question';
  return {
    field: key,
    reason: { code: `capture.${why}` },
    remedy: { code: `capture.${why}_remedy` },
  };
}

/** An answer that says what is known already keeps its origin and age. */
const onlyChanged = (asked: readonly Question[], known: Answers, read: Answers): Answers =>
  Object.fromEntries(
    asked.flatMap(({ key }) => {
      const answer = read[key];
      return answer === undefined || answer.value === known[key]?.value
        ? []
        : [[key, answer] as const];
    }),
  );

const without = (answers: Answers, keys: readonly QuestionKey[]): Answers =>
  Object.fromEntries(
    Object.entries(answers).filter(([key]) => !keys.some((taken) => taken === key)),
  );
