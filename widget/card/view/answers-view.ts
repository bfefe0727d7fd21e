import type { CardAnswer } from '../../../contract/card.js';
import type { ReadyState } from '../state/card-state.js';
import type { Difference } from '../state/editing.js';
import { sayTime } from './details-view.js';
import { viewFailure } from '../../view/failure-view.js';
import type { Setting } from '../../view/times.js';
import { labelOf, optionLabel, serviceOf, shownOf } from './words.js';
import type { Translate } from '../../view/translate.js';

/** The answers of each service, then the general ones with the lead's origin, folded; each value is the button that edits it. */
export function viewAnswers(state: ReadyState, setting: Setting): object {
  const { t } = setting;
  const { lead, answers } = state.card;
  const groupOf = (key: string | null, name: string): object | null => {
    const asked = answers.filter(({ service }) => service === key);
    if (asked.length === 0) return null;
    return {
      label: name,
      known: t('card.known', {
        known: asked.filter(({ value }) => value !== null).length,
        all: asked.length,
      }),
      answers: answers
        .filter(({ service }) => service === key || (key === null && service === 'origin'))
        .map((answer) => viewAnswer(answer, state, setting)),
    };
  };
  const services = lead.services.flatMap(
    (service) => groupOf(service.key, serviceOf(service, t)) ?? [],
  );
  const general = groupOf(null, t('card.general'));
  return {
    title: t('card.answers'),
    groups: general === null ? services : [...services, general],
    origins:
      answers.length === 0
        ? null
        : {
            label: t(state.showsOrigins ? 'card.origins_hide' : 'card.origins'),
            shown: state.showsOrigins,
          },
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
  const { question } = answer;
  const label = labelOf(answer, t);
  const shown = shownOf(answer, t);
  const isHere = (one: { readonly question: string; readonly place: string } | null): boolean =>
    one?.question === question && one.place === 'answers';
  const isOpen = isHere(editing.kind === 'none' ? null : editing);
  const changed = isHere(difference) ? difference : null;
  const unknown = t('card.unknown');
  return {
    question,
    label,
    shown,
    unknown,
    from: state.showsOrigins ? sayOrigin(answer, setting) : null,
    edit: answer.editable ? t('card.edit', { label, value: shown ?? unknown }) : null,
    difference: changed === null ? null : viewDifference(changed, t),
    wide: isOpen || changed !== null,
    form: isOpen ? viewForm(answer, state, t) : null,
  };
}

/** "Carmen Peña · hace 1 d": who said it, or by which way it came. */
function sayOrigin({ origin, by, answeredAt }: CardAnswer, setting: Setting): string {
  const who = by === null ? null : setting.nameOf(by);
  const way = origin === null ? '' : setting.t.word('origins', origin);
  const age = answeredAt === null ? '' : sayTime(answeredAt, setting);
  return [who ?? way, age].filter((part) => part !== '').join(' · ');
}

function viewForm(answer: CardAnswer, { edits }: ReadyState, t: Translate): object {
  const { editing } = edits;
  const busy = editing.kind === 'saving';
  const failure = editing.kind === 'open' ? editing.failure : null;
  return {
    busy,
    ...viewField(answer, t),
    ...(failure === null ? {} : viewProblem(answer, failure, t)),
    invalid: failure !== null,
    save: t(busy ? 'card.saving' : 'card.save'),
    cancel: t('odoo.confirm_no'),
  };
}

function viewField(answer: CardAnswer, t: Translate): object {
  const { question, kind, value, options } = answer;
  const unknown = t('card.unknown');
  const typed = value === null ? '' : String(value);
  if (kind === 'text') return { text: true, value: typed };
  if (kind === 'number') return { number: true, value: typed };
  const known = options.map((option) => ({
    key: option.key,
    label: optionLabel(question, option, t),
    selected: option.key === typed,
  }));
  // An exact amount where the form offers ranges: it stays unless another is chosen.
  const exact = known.some(({ selected }) => selected)
    ? []
    : [
        {
          key: typed,
          label: typed === '' ? unknown : (shownOf(answer, t) ?? typed),
          selected: true,
        },
      ];
  const none = typed === '' ? [] : [{ key: '', label: unknown, selected: false }];
  return { options: [...exact, ...known, ...none] };
}

export function viewProblem(
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
export function viewDifference({ before, after, parts }: Difference, t: Translate): DifferenceView {
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
