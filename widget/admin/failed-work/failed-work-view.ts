import type { DeadLetterItem, DeadLetters, ReplayRun } from '../../../contract/admin.js';
import deadLettersTemplate from '../../templates/admin/failed-work.hbs';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewEmpty, viewIntent, viewLoaded, viewResult } from '../view/parts.js';

export function viewDeadLetters(state: AdminState, setting: Setting): string {
  const { t } = setting;
  return (
    viewResult(state, t, sayEnded(state, setting)) +
    viewLoaded(state.known.deadLetters, setting, (letters) =>
      letters.items.length === 0 && state.known.replay.value?.running !== true
        ? viewEmpty(t('dead_letters.empty_title'), t('dead_letters.empty_text')) +
          deadLettersTemplate({ again: viewAgain(state, setting) })
        : viewAsked(state, setting) + deadLettersTemplate(viewList(letters, state, setting)),
    )
  );
}

function viewAgain({ known }: AdminState, { t }: Setting): object {
  const busy = known.deadLetters.asking;
  return { label: t(busy ? 'admin.refreshing' : 'admin.refresh'), busy };
}

function viewList({ items, total }: DeadLetters, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const { selected, doing } = state;
  const run = state.known.replay.value;
  return {
    title: t('dead_letters.title'),
    total: t('dead_letters.total', { shown: items.length, total }),
    again: viewAgain(state, setting),
    tools: {
      all: t('dead_letters.select_all'),
      allChosen: selected.length === items.length,
      some: selected.length > 0 && selected.length < items.length,
      selected: t('dead_letters.selected', { n: selected.length }),
      replay: t(doing === 'plan' ? 'dead_letters.planning' : 'dead_letters.replay'),
      discard: t('dead_letters.discard'),
      busy: doing !== null || run?.running === true,
    },
    run: run?.running === true ? viewRun(run, setting) : null,
    items: items.map((item) => viewItem(item, state, setting)),
  };
}

function viewRun({ done, failed, total }: ReplayRun, { t }: Setting): object {
  const ended = done + failed;
  return {
    text: t('dead_letters.replaying'),
    done: ended,
    total,
    said: t('admin.progress', { done: ended, total }),
  };
}

function viewItem(item: DeadLetterItem, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const at = readTime(item.failedAt);
  const name = item.leadName ?? sayLead(item, setting);
  return {
    id: item.id,
    name,
    link: item.kommoLeadId === null ? null : `/leads/detail/${item.kommoLeadId}`,
    open: t('dead_letters.open_lead'),
    pick: t('dead_letters.select_one', { name }),
    chosen: state.selected.includes(item.id),
    reason: item.reason,
    step: t.word('journey_steps', item.step),
    attempts: t('dead_letters.attempts', { count: item.attempts }),
    age: at === null ? '' : sayAge(at, setting),
    requestId: item.requestId === null ? null : t('dead_letters.request', { id: item.requestId }),
    details: t('dead_letters.details'),
    previewTitle: t('dead_letters.preview'),
    preview: item.preview,
    editTitle: t('dead_letters.edit'),
    fields: item.editable.map((field) => {
      const edited = state.edits[item.id]?.[field.name];
      const before = field.value === '' ? t('dead_letters.empty_value') : field.value;
      return {
        id: item.id,
        name: field.name,
        label: field.label,
        value: edited ?? field.value,
        options: (field.options ?? []).map((option) => ({
          ...{ id: item.id, field: field.name },
          ...option,
          chosen: option.value === (edited ?? field.value),
          open: t('dead_letters.open_in_odoo'),
        })),
        before: edited === undefined ? null : t('dead_letters.before', { value: before }),
      };
    }),
  };
}

function sayLead({ kommoLeadId }: DeadLetterItem, { t }: Setting): string {
  return kommoLeadId === null
    ? t('dead_letters.no_lead')
    : t('dead_letters.lead', { id: kommoLeadId });
}

function viewAsked({ intent, doing }: AdminState, { t }: Setting): string {
  if (intent?.kind === 'replay') {
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
  if (intent?.kind !== 'discard') return '';
  return viewIntent({
    title: t('dead_letters.discard_title', { n: intent.ids.length }),
    reason: {
      label: t('dead_letters.reason'),
      hint: t('dead_letters.reason_hint'),
      invalid: intent.refused,
    },
    yes: t(doing === 'discard' ? 'dead_letters.discarding' : 'dead_letters.discard_yes'),
    no: t('admin.cancel'),
    busy: doing === 'discard',
  });
}

function sayEnded({ result, known }: AdminState, { t }: Setting): string | null {
  if (result?.kind === 'select_first') return t('dead_letters.select_first');
  if (result?.kind === 'discarded') return t('dead_letters.discarded', { n: result.n });
  const run = known.replay.value;
  if (result?.kind !== 'replayed' || run === null) return null;
  const { done, failed } = run;
  if (failed === 0) return t('dead_letters.replay_all_done', { done });
  return t('dead_letters.replay_done', { done, failed });
}
