import type { Card, CardAnswer } from '../../../contract/card.js';
import type { Missing } from '../../../contract/score.js';
import { shownScore, type ReadyState } from '../state/card-state.js';
import type { Translate } from '../../view/translate.js';
import { viewDifference, viewProblem } from './answers-view.js';
import { labelOf, optionLabel } from './words.js';

/** What to ask, answered where it stands, and what else is unknown; nothing of it once the lead is won or lost. */
export function viewMissing(state: ReadyState, t: Translate): object | null {
  const score = shownScore(state);
  const { answers, nextQuestion, lead } = state.card;
  if (score === null || (lead.stage?.outcome ?? 'open') !== 'open') return null;
  const others = [...score.missing]
    .filter(({ question }) => question === null || question !== nextQuestion?.question)
    .sort((a, b) => b.couldBring - a.couldBring);
  const { difference } = state.edits;
  return {
    title: t('card.missing'),
    nothing: score.missing.length === 0 && nextQuestion === null ? t('card.nothing_missing') : null,
    saved:
      difference?.place !== 'question'
        ? null
        : { ...viewDifference(difference, t), label: saved(state, t) },
    others: others.map((item) => ({
      label: nameMissing(item, answers, t),
      points: `+${String(item.couldBring)}`,
    })),
    next: nextQuestion === null ? null : viewQuestion(nextQuestion, state, t),
  };
}

function saved({ card, edits }: ReadyState, t: Translate): string {
  const answer = card.answers.find(({ question }) => question === edits.difference?.question);
  return answer === undefined ? '' : labelOf(answer, t);
}

function viewQuestion(
  next: NonNullable<Card['nextQuestion']>,
  state: ReadyState,
  t: Translate,
): object {
  const answer = state.card.answers.find(({ question }) => question === next.question);
  const isNurturing = state.card.lead.stage?.key === 'nurturing';
  return {
    title: t(isNurturing ? 'card.if_writes' : 'card.next_question'),
    // As the lead is asked, whatever language the executive reads.
    text: next.text,
    points: worthOf(next.couldBring, t),
    copy: copyLabel(state, t),
    answer: answer?.editable === true ? viewAnswering(answer, state, t) : null,
  };
}

/** A question of the service may bring no points and still help the offer. */
const worthOf = (points: number, t: Translate): string =>
  points === 0 ? t('card.helps_offer') : t('card.could_bring', { points });

/** Options to press, or a field. */
function viewAnswering(answer: CardAnswer, { edits }: ReadyState, t: Translate): object {
  const { question, kind, options } = answer;
  const { editing } = edits;
  const isMine = editing.kind !== 'none' && editing.question === question;
  const isHere = isMine && editing.place === 'question';
  const failure = isHere && editing.kind === 'open' ? editing.failure : null;
  const busy = editing.kind === 'saving';
  return {
    question,
    label: t('card.write_down', { label: labelOf(answer, t) }),
    busy,
    options:
      kind === 'choice'
        ? options.map((option) => ({
            key: option.key,
            label: optionLabel(question, option, t),
            chosen: isHere && editing.kind === 'saving' && editing.value === option.key,
          }))
        : null,
    number: kind === 'number',
    field: kind !== 'choice',
    save: t(busy && isHere ? 'card.saving' : 'card.save'),
    invalid: failure !== null,
    ...(failure === null ? {} : viewProblem(answer, failure, t)),
  };
}

function nameMissing(item: Missing, answers: Card['answers'], t: Translate): string {
  const factor = t.word('factors', item.factor);
  if (item.fact !== null) return t.word('facts', item.fact, factor);
  const answer = answers.find(({ question }) => question === item.question);
  return answer === undefined ? factor : labelOf(answer, t);
}

function copyLabel(state: ReadyState, t: Translate): string {
  if (state.copied === null) return t('card.copy');
  return t(state.copied ? 'card.copied' : 'card.copy_failed');
}
