import type { Card, CardAnswer } from '../../../contract/card.js';
import type { CardStrategy, ConversationRun } from '../../../contract/card-conversation.js';
import type { ReadyState } from '../state/card-state.js';
import { nextHolder } from '../state/passing.js';
import { viewFailure } from '../../view/failure-view.js';
import { readTime, sayAge, sayClock, type Setting } from '../../view/times.js';
import type { Translate } from '../../view/translate.js';
import { viewProblem } from './answers-view.js';
import { labelOf, optionLabel, shownOf } from './words.js';

/** The conversation as it runs, what was read out of sentences, and how to speak with this lead; null where there is none of it. */
export function viewRun(state: ReadyState, setting: Setting): object | null {
  const { card } = state;
  const { run, strategy } = card;
  const read = readFromSentences(card);
  if (!isOpen(card) || (run === null && strategy === null && read.length === 0)) return null;
  const { t } = setting;
  return {
    title: t('run.title'),
    strategy: strategy === null ? null : viewStrategy(strategy, t),
    ...(run === null ? {} : viewProgress(run, card, setting)),
    read: read.map((answer) => viewRead(answer, state, setting)),
    pass: viewPass(state, setting),
  };
}

const viewStrategy = ({ key, provider, approach }: CardStrategy, t: Translate): object => ({
  title: t('run.strategy', { provider: t.word('options', key, provider) }),
  text: t.word('approaches', key, approach),
});

/** What a screen reader hears of it. */
export function announceRun({ passing }: ReadyState, { t }: Setting): string {
  if (passing.kind === 'sending') return t(passing.to === 'bot' ? 'run.returning' : 'run.taking');
  if (passing.kind !== 'done') return '';
  return t(passing.to === 'bot' ? 'run.returned' : 'run.took');
}

const isOpen = ({ lead }: Card): boolean => (lead.stage?.outcome ?? 'open') === 'open';

const readFromSentences = ({ answers }: Card): readonly CardAnswer[] =>
  answers.filter(({ sentence, value }) => sentence !== null && value !== null);

function viewProgress(run: ConversationRun, card: Card, setting: Setting): object {
  const { t } = setting;
  return {
    state: sayState(run, setting),
    question:
      run.question === null
        ? null
        : { label: t('run.asks', { label: labelOf(run.question, t) }), text: run.question.text },
    next: sayNext(run, setting),
    reason: run.reason,
    window: run.state === 'ended' ? null : sayWindow(card, setting),
    answered:
      run.answers.length === 0
        ? null
        : {
            title: t('run.answers', { count: run.answers.length }),
            answers: run.answers.map((answer) => ({
              label: labelOf(answer, t),
              shown: sayAnswer(answer, card, setting),
            })),
          },
  };
}

/** In the reader's language where the card has the question. */
function sayAnswer(
  { question, shown }: ConversationRun['answers'][number],
  { answers }: Card,
  { t }: Setting,
): string {
  const answer = answers.find((one) => one.question === question);
  return answer === undefined ? shown : (shownOf(answer, t) ?? shown);
}

function sayState(run: ConversationRun, setting: Setting): string {
  const { t } = setting;
  const since = readTime(run.since);
  const age = since === null ? '' : sayAge(since, setting);
  switch (run.state) {
    case 'welcome':
    case 'soon':
    case 'unbegun':
      return t(`run.${run.state}`);
    case 'asking':
      return age === '' ? t('run.asking') : t('run.asking_since', { age });
    case 'taken':
      return sayTaken(run, age, setting);
    case 'ended':
      return run.ending === null
        ? t('run.ended')
        : t('run.ended_with', { ending: t.word('endings', run.ending.key, run.ending.label), age });
  }
}

function sayTaken({ takenBy }: ConversationRun, age: string, { t, nameOf }: Setting): string {
  const name = takenBy === null ? null : nameOf(takenBy);
  return name === null ? t('run.taken', { age }) : t('run.taken_by', { name, age });
}

function sayNext({ state, nextAt }: ConversationRun, setting: Setting): string | null {
  const at = readTime(nextAt);
  if (at === null || at <= setting.now) return null;
  const time = sayClock(at, setting);
  return setting.t(state === 'asking' ? 'run.person_at' : 'run.bot_at', { time });
}

function sayWindow({ conversation }: Card, setting: Setting): string {
  const until = readTime(conversation?.freeTextUntil ?? null);
  return until !== null && until > setting.now
    ? setting.t('run.window', { time: sayClock(until, setting) })
    : setting.t('run.window_closed');
}

/** Corrected where it stands: another option with one press, a count by writing it. */
function viewRead(answer: CardAnswer, { edits }: ReadyState, { t }: Setting): object {
  const { question, sentence } = answer;
  const failure = failureHere(answer, edits);
  const isSaved = edits.editing.kind === 'saving';
  const label = labelOf(answer, t);
  return {
    question,
    sentence: t('run.read_from', { sentence: sentence ?? '' }),
    label,
    shown: shownOf(answer, t),
    correct: t('run.correct', { label }),
    busy: isSaved,
    ...(answer.editable ? viewWays(answer, isSaved, t) : {}),
    save: t(isSaved ? 'card.saving' : 'run.correct_do'),
    invalid: failure !== null,
    ...(failure === null ? {} : viewProblem(answer, failure, t)),
  };
}

function failureHere(
  { question }: CardAnswer,
  { editing }: ReadyState['edits'],
): Parameters<typeof viewProblem>[1] | null {
  const isHere =
    editing.kind === 'open' && editing.question === question && editing.place === 'question';
  return isHere ? editing.failure : null;
}

function viewWays(
  { question, kind, options, value }: CardAnswer,
  busy: boolean,
  t: Translate,
): object {
  if (kind !== 'choice') return { field: true };
  return {
    options: options
      .filter(({ key }) => key !== value)
      .map((option) => ({
        action: `answer:${question}:${option.key}`,
        label: optionLabel(question, option, t),
        busy,
      })),
  };
}

function viewPass({ card, passing }: ReadyState, { t }: Setting): object | null {
  const to = nextHolder(card);
  if (to === null) return null;
  const busy = passing.kind === 'sending';
  const label = busy
    ? t(passing.to === 'bot' ? 'run.returning' : 'run.taking')
    : t(to === 'bot' ? 'run.return' : 'run.take');
  if (passing.kind !== 'refused') return { label, busy };
  const { reason, requestId } = viewFailure(passing.failure, t);
  return { label, busy, problem: reason, requestId };
}
