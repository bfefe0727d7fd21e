import type { Card } from '../../../contract/card.js';
import type { Contribution, Missing, Score } from '../../../contract/score.js';
import { shownScore, type ReadyState } from '../state/card-state.js';
import { readTime, saySpan, type Setting } from '../../view/times.js';
import type { Translate } from '../../view/translate.js';

/** A stage limit this close is shown as urgent. */
const soonMs = 10 * 60_000;

export function viewHead(state: ReadyState, setting: Setting): object {
  const { t } = setting;
  const score = currentScore(state.card);
  return {
    title: t('card.title'),
    score: score === null ? null : viewTotal(score, state.card, t),
    notScored: t('card.not_scored'),
    notScoredHint: t('card.not_scored_hint'),
    refresh: {
      label: t(state.refreshing ? 'card.refreshing' : 'card.refresh'),
      busy: state.refreshing,
    },
    stage: viewStage(state.card.lead.stage, setting),
  };
}

/** What a screen reader hears when the score changes. */
export function announceScore(state: ReadyState, t: Translate): string {
  const score = currentScore(state.card);
  if (score === null) return t('card.not_scored');
  return t('card.announce_score', {
    total: score.total,
    class: t.word('classes', score.leadClass),
  });
}

export function viewLines(state: ReadyState, { t }: Setting): object | null {
  const score = shownScore(state);
  if (score === null) return null;
  const { scores, current } = state.card;
  return {
    ids: `account-leads-${state.leadId}`,
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
    model: score.model,
    disagreement: viewDisagreement(state.card, t),
    lines: score.contributions.map((line) => viewLine(line, t)),
    sum: t('card.sum'),
    total: score.contributions.reduce((sum, { points }) => sum + points, 0),
    of: t('card.of', { most: 100 }),
    version: t('card.version', { version: score.version }),
  };
}

export function viewMissing(state: ReadyState, { t }: Setting): object | null {
  const score = shownScore(state);
  if (score === null) return null;
  const { answers, nextQuestion } = state.card;
  const missing = [...score.missing].sort((a, b) => b.couldBring - a.couldBring);
  return {
    title: t('card.missing'),
    nothing: missing.length === 0 && nextQuestion === null ? t('card.nothing_missing') : null,
    missing: missing.map((item) => ({
      label: nameMissing(item, answers, t),
      points: t('card.could_bring', { points: item.couldBring }),
    })),
    next:
      nextQuestion === null
        ? null
        : {
            title: t('card.next_question'),
            text: nextQuestion.text,
            points: worthOf(nextQuestion.couldBring, t),
            copy: copyLabel(state, t),
          },
  };
}

/** A question of the service may bring no points and still help the offer. */
const worthOf = (points: number, t: Translate): string =>
  points === 0 ? t('card.helps_offer') : t('card.could_bring', { points });

function viewTotal(score: Score, card: Card, t: Translate): object {
  return {
    total: score.total,
    of: t('card.of', { most: 100 }),
    leadClass: score.leadClass,
    className: t.word('classes', score.leadClass),
    advice: t.word('advice', score.leadClass, ''),
    trend: viewTrend(score, card.history, t),
  };
}

function viewTrend(score: Score, history: Card['history'], t: Translate): object | null {
  const newest = [...history]
    .filter(({ model }) => model === score.model)
    .sort((a, b) => b.at.localeCompare(a.at))[0];
  if (newest?.previous == null) return null;
  const change = newest.total - newest.previous;
  if (change === 0) return { direction: 'same', mark: '=', text: t('card.trend_same') };
  return change > 0
    ? { direction: 'up', mark: '▲', text: t('card.trend_up', { points: change }) }
    : { direction: 'down', mark: '▼', text: t('card.trend_down', { points: -change }) };
}

function viewStage(stage: Card['lead']['stage'], { t, now }: Setting): object | null {
  if (stage === null) return null;
  const dueAt = stage.outcome === 'open' ? readTime(stage.dueAt) : null;
  const left = dueAt === null ? null : dueAt - now;
  return {
    label: t('card.stage'),
    name: stage.name,
    limit:
      left === null
        ? null
        : {
            tone: left < 0 ? 'overdue' : left < soonMs ? 'soon' : 'calm',
            text: t(left < 0 ? 'card.overdue' : 'card.due_in', {
              span: saySpan(Math.abs(left), t),
            }),
            ends: sayEnd(stage.key ?? '', left, t),
          },
  };
}

/** What the end of the time limit means; empty for a stage that the firm added itself. */
function sayEnd(stage: string, left: number, t: Translate): string {
  const missing = t.word('stage_ends', stage, '');
  if (missing === '') return '';
  return t(left < 0 ? 'card.stuck' : 'card.ends', { missing });
}

function viewLine(line: Contribution, t: Translate): object {
  return {
    label: t.word('factors', line.factor),
    points: t('card.points', { points: line.points, most: line.most }),
    share: line.most === 0 ? 0 : Math.round((100 * line.points) / line.most),
    answer: line.answer,
    unknown: t('card.unknown'),
  };
}

function viewDisagreement({ disagreement }: Card, t: Translate): object | null {
  if (disagreement === null) return null;
  const { preTotal, leadTotal, unanswered, noReply } = disagreement;
  const questions = unanswered.map(({ label }) => withinSentence(label)).join(', ');
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

function nameMissing(item: Missing, answers: Card['answers'], t: Translate): string {
  const factor = t.word('factors', item.factor);
  if (item.fact !== null) return t.word('facts', item.fact, factor);
  return answers.find(({ question }) => question === item.question)?.label ?? factor;
}

function copyLabel(state: ReadyState, t: Translate): string {
  if (state.copied === null) return t('card.copy');
  return t(state.copied ? 'card.copied' : 'card.copy_failed');
}

function currentScore({ scores, current }: Card): Score | null {
  return scores.find(({ model }) => model === current) ?? scores[0] ?? null;
}
