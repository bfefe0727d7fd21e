import type { WorkHistory } from '../../../contract/admin.js';
import historyTemplate from '../../templates/admin/work-history.hbs';
import { readTime, sayAge, type Setting } from '../../view/times.js';

/** Who put back or gave up what, when, and why. */
export function viewHistory(history: WorkHistory | null, setting: Setting): string {
  const { t } = setting;
  if (history === null || history.items.length === 0) return '';
  return historyTemplate({
    title: t('dead_letters.history'),
    items: history.items.map((item) => ({
      kind: t.word('decisions', item.kind),
      when: [sayWho(item.by, setting), sayAt(item.at, setting)].join(' · '),
      task: item.task,
      reason: item.reason,
      changes: item.changes.map((change) => t('dead_letters.plan_change', { ...change })),
    })),
  });
}

function sayWho(by: number | null, { t, nameOf }: Setting): string {
  if (by === null) return t('dead_letters.somebody');
  return nameOf(by) ?? t('dead_letters.user', { id: by });
}

function sayAt(text: string, setting: Setting): string {
  const at = readTime(text);
  return at === null ? '' : sayAge(at, setting);
}
