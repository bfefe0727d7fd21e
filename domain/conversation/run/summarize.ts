import type { Score } from '../../../contract/score.js';
import type { Blueprint } from '../../blueprint/shape.js';
import type { LeadProfile } from '../../lead/lead.js';
import { shownAnswers } from '../../lead/shown-answers.js';
import { localClock } from '../../time/local-time.js';
import type { Turnout } from './decide-outcome.js';

export interface Ended {
  readonly profile: Pick<LeadProfile, 'answers' | 'services'>;
  readonly score: Score;
  readonly ending: Exclude<Turnout, 'moved_on'>;
  /** What was read out of a sentence and not pressed, by question. */
  readonly fromSentence: readonly string[];
  /** What nobody could read, as the lead wrote it. */
  readonly unread: readonly string[];
  /** Until when free text may be sent; null where only templates may. */
  readonly windowUntil: Date | null;
}

/** The note with which a person takes over: how it ended, the score, the answers, and what is open in order of points. */
export function summarize(
  { profile, score, ending, fromSentence, unread, windowUntil }: Ended,
  blueprint: Blueprint,
): string {
  const { summary: words, endings } = blueprint.conversationRules;
  const labelOf = (key: string): string =>
    blueprint.questions.find((one) => one.key === key)?.shortLabel ?? key;
  const service = blueprint.services.find(({ key }) => key === profile.services[0])?.label ?? '';
  const end =
    ending === 'taken' ? words.taken : endings.find(({ key }) => key === ending)?.fieldOption;
  const answers = shownAnswers(profile.answers, blueprint).map(({ question, shown }) => {
    const mark = fromSentence.includes(question) ? ` (${words.fromSentence})` : '';
    return `- ${labelOf(question)}: ${shown}${mark}`;
  });
  const open = score.missing.flatMap(({ question, couldBring }) =>
    question === null ? [] : [`- ${labelOf(question)} (+${couldBring})`],
  );
  return [
    `${words.title} ${service}: ${end ?? ending}`,
    `${words.score}: ${score.total} (${score.leadClass})`,
    ...listed(words.answers, answers),
    ...listed(words.open, open),
    windowUntil === null ? words.closed : `${words.openUntil} ${localClock(windowUntil)}`,
    ...unread.map((one) => `${words.unread}: ${one === '' ? words.wordless : `«${one}»`}`),
  ].join('\n');
}

const listed = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines];
