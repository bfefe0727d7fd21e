import type { CardAnswer } from '../../../contract/card.js';
import type { ReadyState } from '../state/card-state.js';
import type { Difference } from '../state/editing.js';
import { sayTime } from './details-view.js';
import { viewFailure } from '../../view/failure-view.js';
import type { Setting } from '../../view/times.js';
import type { Translate } from '../../view/translate.js';

/** The answers of each service, unfolded, then the general ones; each value is the button that edits it. */
export function viewAnswers(state: ReadyState, setting: Setting): object {
  const { t } = setting;
  const { lead, answers } = state.card;
  const of = (key: string | null): readonly object[] =>
    answers
      .filter(({ service }) => service === key)
      .map((answer) => viewAnswer(answer, state, setting));
  const services = lead.services
    .map(({ key, label }) => ({
      label: t('card.answers_of', { service: label }),
      open: true,
      answers: of(key),
    }))
    .filter((group) => group.answers.length > 0);
  const general = { label: t('card.general'), open: false, answers: of(null) };
  return {
    title: t('card.answers'),
    groups: general.answers.length === 0 ? services : [...services, general],
    nothing: services.length === 0 ? t('card.no_answers') : null,
  };
}

/** What a screen reader hears of an edit: that it is being saved, and what it changed. */
export function announceEdit({ edits }: ReadyState, t: Translate): string {
  if (edits.editing.kind === 'saving') return t('card.saving');
  if (edits.difference === null) return '';
  const { change, parts } = viewDifference(edits.difference, t);
  return [change, ...parts].join(', ');
}

function viewAnswer(answer: CardAnswer, state: ReadyState, setting: Setting): object {
  const { t } = setting;
  const { editing, difference } = state.edits;
  const { question, label, shown } = answer;
  const isOpen = editing.kind !== 'none' && editing.question === question;
  const origin = answer.origin === null ? null : t.word('origins', answer.origin);
  const age = answer.answeredAt === null ? null : sayTime(answer.answeredAt, setting);
  const unknown = t('card.unknown');
  return {
    question,
    label,
    shown,
    unknown,
    from: [origin, age].filter((part) => part !== null && part !== '').join(' · '),
    edit: answer.editable ? t('card.edit', { label, value: shown ?? unknown }) : null,
    difference: difference?.question === question ? viewDifference(difference, t) : null,
    form: isOpen ? viewForm(answer, state, t) : null,
  };
}

function viewForm(answer: CardAnswer, { edits }: ReadyState, t: Translate): object {
  const { editing } = edits;
  const busy = editing.kind === 'saving';
  const failure = editing.kind === 'open' ? editing.failure : null;
  return {
    busy,
    ...viewField(answer, t('card.unknown')),
    ...(failure === null ? {} : viewProblem(answer, failure, t)),
    invalid: failure !== null,
    save: t(busy ? 'card.saving' : 'card.save'),
    cancel: t('odoo.confirm_no'),
  };
}

function viewField({ kind, value, shown, options }: CardAnswer, unknown: string): object {
  const typed = value === null ? '' : String(value);
  if (kind === 'text') return { text: true, value: typed };
  if (kind === 'number') return { number: true, value: typed };
  const known = options.map(({ key, label }) => ({ key, label, selected: key === typed }));
  // An exact amount where the form offers ranges: it stays unless another is chosen.
  const exact = known.some(({ selected }) => selected)
    ? []
    : [{ key: typed, label: typed === '' ? unknown : (shown ?? typed), selected: true }];
  const none = typed === '' ? [] : [{ key: '', label: unknown, selected: false }];
  return { options: [...exact, ...known, ...none] };
}

function viewProblem(
  { kind }: CardAnswer,
  failure: Parameters<typeof viewFailure>[0],
  t: Translate,
): object {
  const isTyping = kind === 'number' && failure.code === 'invalid_body';
  if (isTyping) return { problem: t('card.number_needed') };
  const { reason, requestId } = viewFailure(failure, t);
  return { problem: t('card.not_saved', { reason }), requestId };
}

interface DifferenceView {
  readonly tone: 'up' | 'down' | 'same';
  readonly change: string;
  readonly parts: readonly string[];
}

/** "42 → 54", "+12 por Facturación mensual". */
function viewDifference({ before, after, parts }: Difference, t: Translate): DifferenceView {
  const change =
    before === null || before === after
      ? t('card.still', { total: after })
      : t('card.history_change', { previous: before, total: after });
  const tone = before === null || before === after ? 'same' : after > before ? 'up' : 'down';
  return {
    tone,
    change,
    parts: parts.map(({ factor, points }) =>
      t('card.difference', {
        points: points > 0 ? `+${String(points)}` : `−${String(-points)}`,
        factor: t.word('factors', factor),
      }),
    ),
  };
}
