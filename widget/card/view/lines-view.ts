import type { Card } from '../../../contract/card.js';
import type { Contribution } from '../../../contract/score.js';
import { shownScore, type ReadyState } from '../state/card-state.js';
import type { Translate } from '../../view/translate.js';
import { createSayAnswer } from './say-answer.js';
import { labelOf } from './words.js';

/** Where the score comes from, line by line. */
export function viewLines(state: ReadyState, t: Translate): object | null {
  const score = shownScore(state);
  if (score === null) return null;
  const { scores, current } = state.card;
  const say = createSayAnswer(state.card, t);
  return {
    ids: `account-leads-${String(state.leadId)}`,
    title: t('card.lines'),
    role: scores.length < 2 ? 'group' : 'tabpanel',
    tabsLabel: t('card.models'),
    tabs:
      scores.length < 2
        ? null
        : scores.map(({ model, total }) => ({
            model,
            label: t.word('models', model),
            total,
            inUse: model === current ? t('card.in_use') : null,
            selected: model === score.model,
            stop: model === score.model ? 0 : -1,
          })),
    only: scores.length < 2 ? t.word('models', score.model) : null,
    disagreement: viewDisagreement(state.card, t),
    lines: score.contributions.map((line) => viewLine(line, say, t)),
    sum: t('card.sum'),
    total: score.contributions.reduce((sum, { points }) => sum + points, 0),
    version: t('card.version', { version: score.version }),
  };
}

function viewLine(line: Contribution, say: (answer: string) => string, t: Translate): object {
  return {
    label: t.word('factors', line.factor),
    points: t('card.points', { points: line.points, most: line.most }),
    share: line.most === 0 ? 0 : Math.round((100 * line.points) / line.most),
    answer: line.answer === null ? null : say(line.answer),
    unknown: t('card.unknown'),
  };
}

function viewDisagreement({ disagreement, answers }: Card, t: Translate): object | null {
  if (disagreement === null) return null;
  const { preTotal, leadTotal, unanswered, noReply } = disagreement;
  const label = (question: string, otherwise: string): string =>
    labelOf(answers.find((one) => one.question === question) ?? { question, label: otherwise }, t);
  const questions = unanswered
    .map((one) => withinSentence(label(one.question, one.label)))
    .join(', ');
  const totals = { form: preTotal, conversation: leadTotal };
  if (noReply) return { text: t('card.disagree_no_reply', totals) };
  if (questions === '') return { text: t('card.disagree', totals) };
  return { text: t('card.disagree_unanswered', { ...totals, questions }) };
}

/** "Transacciones mensuales" → "transacciones mensuales"; "DGII al día" stays. */
function withinSentence(label: string): string {
  const [first = '', second = ''] = label;
  return second === second.toLowerCase() ? first.toLowerCase() + label.slice(1) : label;
}
