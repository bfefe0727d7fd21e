import type { DeadLetters, ReplayRun } from '../../../contract/admin.js';
import deadLettersTemplate from '../../templates/admin/failed-work.hbs';
import type { Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewEmpty, viewIntent, viewLoaded, viewResult } from '../view/parts.js';
import { viewDiscard } from './discard-view.js';
import { isInRow, viewRow } from './row-view.js';
import { viewHistory } from './history-view.js';

export function viewDeadLetters(state: AdminState, setting: Setting): string {
  const { t } = setting;
  const isEmpty = ({ items }: DeadLetters): boolean =>
    items.length === 0 && state.cause === null && state.known.replay.value?.running !== true;
  return (
    viewOutcome(state, setting) +
    viewLoaded(state.known.deadLetters, setting, (letters) =>
      isEmpty(letters)
        ? viewEmpty(t('dead_letters.empty_title'), t('dead_letters.empty_text')) +
          deadLettersTemplate({ again: viewAgain(state, setting) })
        : viewAsked(state, setting) + deadLettersTemplate(viewList(letters, state, setting)),
    ) +
    viewHistory(state.known.workHistory.value, setting)
  );
}

/** What a row was told stands in the row. */
function viewOutcome(state: AdminState, setting: Setting): string {
  const { result } = state;
  if (result?.kind !== 'failed') return viewResult(state, setting.t, sayEnded(state, setting));
  if (isInRow(state)) return '';
  const { failure } = result;
  // What is wrong with a field stands at the field.
  const fields = failure.fields?.filter(({ field }) => !field.startsWith('edits.')) ?? [];
  return viewResult({ result: { ...result, failure: { ...failure, fields } } }, setting.t, null);
}

function viewAgain({ known }: AdminState, { t }: Setting): object {
  const busy = known.deadLetters.asking;
  return { label: t(busy ? 'admin.refreshing' : 'admin.refresh'), busy };
}

function viewList(letters: DeadLetters, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const { items, total } = letters;
  const run = state.known.replay.value;
  return {
    title: t('dead_letters.title'),
    total: t('dead_letters.total', { shown: items.length, total }),
    again: viewAgain(state, setting),
    causes: viewCauses(letters, state, setting),
    tools: viewTools(letters, state, setting),
    run: run?.running === true ? viewRun(run, setting) : null,
    groups: groupByCause(letters).map((group) => ({
      title: sayCause(group.code, setting),
      items: group.items.map((item) => viewRow(item, state, setting)),
    })),
  };
}

function viewTools({ items }: DeadLetters, state: AdminState, { t }: Setting): object {
  const { selected, doing } = state;
  return {
    all: t('dead_letters.select_all'),
    allChosen: selected.length === items.length,
    some: selected.length > 0 && selected.length < items.length,
    selected: t('dead_letters.selected', { n: selected.length }),
    replay: t(doing === 'plan' ? 'dead_letters.planning' : 'dead_letters.replay'),
    discard: t('dead_letters.discard'),
    busy: doing !== null || state.known.replay.value?.running === true,
  };
}

/** Null where all of it has one cause. */
function viewCauses({ causes }: DeadLetters, { cause }: AdminState, setting: Setting) {
  if (causes.length < 2 && cause === null) return null;
  const { t } = setting;
  const all = causes.reduce((sum, { count }) => sum + count, 0);
  const one = (code: string, label: string, count: number): object => ({
    ...{ code, label, count },
    chosen: code === (cause ?? ''),
  });
  return {
    label: t('dead_letters.causes'),
    items: [
      one('', t('dead_letters.all_causes'), all),
      ...causes.map(({ code, count }) => one(code, sayCause(code, setting), count)),
    ],
  };
}

const sayCause = (code: string, { t }: Setting): string =>
  t.word('errors', code, t('errors.internal'));

const groupByCause = ({ items, causes }: DeadLetters) =>
  causes
    .map(({ code }) => ({ code, items: items.filter((item) => item.code === code) }))
    .filter((group) => group.items.length > 0);

function viewRun({ done, failed, waiting, total }: ReplayRun, { t }: Setting): object {
  const ended = done + failed + waiting;
  return {
    text: t('dead_letters.replaying'),
    done: ended,
    total,
    said: t('admin.progress', { done: ended, total }),
  };
}

function viewAsked(state: AdminState, { t }: Setting): string {
  const { intent, doing } = state;
  if (intent?.kind === 'discard')
    return isInRow(state) ? '' : viewIntent(viewDiscard(intent, state, t));
  if (intent?.kind !== 'replay') return '';
  return viewIntent({
    title: t('dead_letters.plan_title'),
    lines: intent.plan.map(({ text, changes }) => ({
      text,
      changes: changes.map((change) => t('dead_letters.plan_change', { ...change })),
    })),
    yes: t('dead_letters.replay_yes', { n: intent.ids.length }),
    no: t('admin.cancel'),
    busy: doing === 'replay',
  });
}

function sayEnded({ result, known }: AdminState, { t }: Setting): string | null {
  if (result?.kind === 'select_first') return t('dead_letters.select_first');
  if (result?.kind === 'discarded') return t('dead_letters.discarded', { count: result.n });
  const run = known.replay.value;
  if (result?.kind !== 'replayed' || run === null) return null;
  const { done, failed, waiting } = run;
  return [
    t('dead_letters.replay_done', { count: done }),
    ...(failed === 0 ? [] : [t('dead_letters.replay_failed', { count: failed })]),
    ...(waiting === 0 ? [] : [t('dead_letters.replay_waiting', { count: waiting })]),
  ].join(' ');
}
