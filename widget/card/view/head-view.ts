import type { Card } from '../../../contract/card.js';
import type { Score } from '../../../contract/score.js';
import type { ReadyState } from '../state/card-state.js';
import { nextAction, type NextAction } from '../state/next-action.js';
import { waitsFor } from '../state/waits-for.js';
import { readTime, sayAge, sayLeft, type Setting } from '../../view/times.js';
import type { Translate } from '../../view/translate.js';
import { labelOf } from './words.js';

/** A stage limit this close is shown as urgent. */
const soonMs = 10 * 60_000;

/** Where the classes begin, on the meter. */
const marks = [40, 60, 80];

export function viewHead(state: ReadyState, setting: Setting): object {
  const { t } = setting;
  const { card } = state;
  const score = currentScore(card);
  const next = nextAction(card, setting.now);
  return {
    title: t('card.title'),
    score: score === null ? null : viewTotal(score, card, t),
    notScored: t('card.not_scored'),
    notScoredHint: t('card.not_scored_hint'),
    refresh: {
      label: t(state.refreshing ? 'card.refreshing' : 'card.refresh'),
      busy: state.refreshing,
    },
    stage: viewStage(card, setting),
    next: next === null ? null : { text: sayNext(next, card, setting), calm: next.does === null },
    actions: viewActions(state, next, t),
  };
}

/** What a screen reader hears when the score changes. */
export function announceScore({ card }: ReadyState, t: Translate): string {
  const score = currentScore(card);
  if (score === null) return t('card.not_scored');
  return t('card.announce_score', {
    total: score.total,
    class: t.word('classes', score.leadClass),
  });
}

export function currentScore({ scores, current }: Card): Score | null {
  return scores.find(({ model }) => model === current) ?? scores[0] ?? null;
}

function viewTotal(score: Score, card: Card, t: Translate): object {
  const { nextClass, lead } = card;
  const isOpen = (lead.stage?.outcome ?? 'open') === 'open';
  return {
    total: score.total,
    of: t('card.of', { most: 100 }),
    leadClass: score.leadClass,
    className: t.word('classes', score.leadClass),
    marks,
    alike: card.alike && t('card.alike', card.alike),
    movement: viewMovement(
      isOpen && nextClass !== null ? sayToward(nextClass, t) : null,
      viewTrend(score, card.history, t),
    ),
  };
}

const sayToward = ({ leadClass, points }: NonNullable<Card['nextClass']>, t: Translate): string =>
  t(points === 1 ? 'card.toward_one' : 'card.toward', { points, class: leadClass });

const viewMovement = (toward: string | null, trend: object | null): object | null =>
  toward === null && trend === null ? null : { toward, trend };

function viewTrend(score: Score, history: Card['history'], t: Translate): object | null {
  const newest = [...history]
    .filter(({ model }) => model === score.model)
    .sort((a, b) => b.at.localeCompare(a.at))[0];
  if (newest?.previous == null) return null;
  const change = newest.total - newest.previous;
  if (change === 0) return null;
  return change > 0
    ? { direction: 'up', mark: '▲', text: t('card.trend_up', { points: change }) }
    : { direction: 'down', mark: '▼', text: t('card.trend_down', { points: -change }) };
}

function viewStage(card: Card, setting: Setting): object | null {
  const { stage } = card.lead;
  if (stage === null) return null;
  const { t } = setting;
  return {
    label: t('card.stage'),
    name: stage.name,
    limit:
      stage.outcome === 'open'
        ? viewLimit(stage, waitsFor(card), setting)
        : viewSince(stage, setting),
  };
}

type Stage = NonNullable<Card['lead']['stage']>;

function viewLimit({ dueAt }: Stage, wanted: string, { t, now }: Setting): object | null {
  const at = readTime(dueAt);
  if (at === null) return null;
  const left = at - now;
  const missing = t.word('stage_ends', wanted, '');
  return {
    tone: left < 0 ? 'overdue' : left < soonMs ? 'soon' : 'calm',
    text: t(left < 0 ? 'card.overdue' : 'card.due_in', { span: sayLeft(Math.abs(left), t) }),
    // Empty for a stage that the firm added itself.
    ends: missing === '' ? '' : t(left < 0 ? 'card.stuck' : 'card.ends', { missing }),
  };
}

function viewSince({ since }: Stage, setting: Setting): object | null {
  const at = readTime(since);
  return at === null ? null : { tone: 'calm', text: sayAge(at, setting), ends: '' };
}

/** "Llame ahora: es HOT." */
function sayNext({ why }: NextAction, card: Card, setting: Setting): string {
  const { t } = setting;
  const written = readTime(card.conversation?.messages.at(-1)?.at ?? null);
  const asked = card.answers.find(({ question }) => question === card.nextQuestion?.question);
  return t(`next.${why}`, {
    age: written === null ? '' : sayAge(written, setting),
    class: card.nextClass?.leadClass ?? '',
    question: asked === undefined ? '' : labelOf(asked, t),
  });
}

interface Action {
  readonly label: string;
  /** The one to take now. */
  readonly main: boolean;
}

/** The controls under the score; the one that `next` names stands out. */
function viewActions(state: ReadyState, next: NextAction | null, t: Translate): object {
  const { phone } = state.card.lead.person;
  const action = (does: NextAction['does'], label: string): Action => ({
    label,
    main: next?.does === does,
  });
  const digits = phone !== null && /^\+\d{7,15}$/.test(phone) ? phone.slice(1) : null;
  return {
    label: t('actions.title'),
    whatsapp: digits === null ? null : { ...action('whatsapp', t('actions.whatsapp')), digits },
    call: digits === null ? null : { ...action('call', t('actions.call')), digits },
    task: { ...action('task', t('actions.task')), open: state.task.kind === 'open' },
    odoo: viewSend(state, next?.does === 'odoo', t),
  };
}

/** In reach at every stage, quiet until the lead is won. */
function viewSend({ card, handover }: ReadyState, main: boolean, t: Translate): object | null {
  if (card.odoo.kind !== 'not_sent' && card.odoo.kind !== 'failed') return null;
  const busy = handover.kind === 'sending';
  const again = card.odoo.kind === 'failed' ? 'actions.odoo_again' : 'odoo.send';
  const short = main ? again : 'odoo.title';
  return { label: t(busy ? 'odoo.sending' : short), name: t(again), main, busy };
}
