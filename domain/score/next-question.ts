import type { Score } from '../../contract/score.js';
import type { Blueprint } from '../blueprint/shape.js';
import type { LeadProfile } from '../lead/lead.js';

export interface NextQuestion {
  readonly question: string;
  /** What the executive can ask, word for word. */
  readonly text: string;
  /** Points; 0 where the answer helps the offer but not the score. */
  readonly couldBring: number;
}

/** The open question worth most to the score; then what the lead's services still need to know; null when all is known. */
export function nextQuestion(
  { missing }: Score,
  { answers, services }: Pick<LeadProfile, 'answers' | 'services'>,
  { questions }: Blueprint,
): NextQuestion | null {
  const open = questions.filter(({ key }) => answers[key] === undefined);
  for (const { question: key, couldBring } of missing) {
    const question = open.find((one) => one.key === key);
    if (question !== undefined) return { question: question.key, text: question.label, couldBring };
  }
  const next = services
    .flatMap((service) => open.filter((question) => question.service === service))
    .at(0);
  return next === undefined ? null : { question: next.key, text: next.label, couldBring: 0 };
}
