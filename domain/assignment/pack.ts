import type { Score } from '../../contract/score.js';
import type { Blueprint } from '../blueprint/shape.js';
import type { LeadProfile } from '../lead/lead.js';
import { shownAnswers } from '../lead/shown-answers.js';
import { nextQuestion } from '../score/next-question.js';
import type { Sentence } from '../../wording/sentence.js';

export interface PackFacts {
  readonly profile: LeadProfile;
  readonly score: Score;
  /** Local time until which free text arrives, "26/11 15:30"; null where only a template does. */
  readonly windowUntil: string | null;
}

/** So that a task can be read. */
const mostLines = 4;

/** What an executive needs with a lead: why it scores so, what is known, what to ask, until when, how to begin (R5.1). */
export function packOf(
  { profile, score, windowUntil }: PackFacts,
  blueprint: Blueprint,
): readonly Sentence[] {
  const { person } = profile;
  const name = person.companyName === '' ? person.fullName : person.companyName;
  return [
    {
      code: 'assignment.pack_title',
      params: { name, leadClass: score.leadClass, total: score.total },
    },
    ...listed('assignment.pack_why', whyOf(score)),
    ...listed('assignment.pack_answers', answersOf(profile, blueprint)),
    ...listed('assignment.pack_open', openOf(score, blueprint)),
    windowUntil === null
      ? { code: 'assignment.pack_window_closed' }
      : { code: 'assignment.pack_window', params: { until: windowUntil } },
    ...firstWords({ profile, score }, blueprint),
  ];
}

type Listed = 'assignment.pack_why' | 'assignment.pack_answers' | 'assignment.pack_open';

const listed = (code: Listed, lines: readonly string[]): readonly Sentence[] =>
  lines.length === 0 ? [] : [{ code, params: { lines: lines.join(' · ') } }];

const whyOf = ({ contributions }: Score): readonly string[] =>
  [...contributions]
    .filter(({ points, answer }) => points > 0 && answer !== null)
    .sort((one, other) => other.points - one.points)
    .slice(0, mostLines)
    .map(({ answer, points, most }) => `${answer ?? ''} (${points}/${most})`);

const answersOf = ({ answers }: LeadProfile, blueprint: Blueprint): readonly string[] =>
  shownAnswers(answers, blueprint).map(
    ({ question, shown }) => `${labelOf(question, blueprint)}: ${shown}`,
  );

const openOf = ({ missing }: Score, blueprint: Blueprint): readonly string[] =>
  missing
    .flatMap(({ question, couldBring }) =>
      question === null ? [] : [`${labelOf(question, blueprint)} (+${couldBring})`],
    )
    .slice(0, mostLines);

const labelOf = (key: string, { questions }: Blueprint): string =>
  questions.find((one) => one.key === key)?.shortLabel ?? key;

/** By who does the work today, then the question worth most. */
function firstWords(
  { profile, score }: Pick<PackFacts, 'profile' | 'score'>,
  blueprint: Blueprint,
): readonly Sentence[] {
  const provider = blueprint.questions.find(({ fieldCode }) => fieldCode === 'CURRENT_PROVIDER');
  const answer = provider === undefined ? undefined : profile.answers[provider.key]?.value;
  const option = provider?.options.find(({ key }) => key === answer)?.fieldOption;
  const approach = blueprint.strategies.find(({ fieldOption }) => fieldOption === option)?.approach;
  const ask = nextQuestion(score, profile, blueprint)?.text;
  return [
    ...(approach === undefined
      ? []
      : [{ code: 'assignment.pack_approach', params: { approach } } as const]),
    ...(ask === undefined ? [] : [{ code: 'assignment.pack_ask', params: { ask } } as const]),
  ];
}
