import type { Reconciliation } from '../../../contract/admin.js';
import reconciliationTemplate from '../../templates/admin/reconciliation.hbs';
import noticeTemplate from '../../templates/notice.hbs';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewEmpty, viewIntent, viewLoaded, viewResult } from '../view/parts.js';

export function viewReconciliation(state: AdminState, setting: Setting): string {
  const { t } = setting;
  return (
    viewResult(state, t, null) +
    viewLoaded(
      state.known.reconciliation,
      setting,
      (found) =>
        viewAsked(state, setting) +
        reconciliationTemplate(viewFound(found, state, setting)) +
        viewFailed(found, setting) +
        viewNothing(found, setting),
    )
  );
}

function viewFound(found: Reconciliation, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const { running, compared, underWay, differences } = found;
  const at = readTime(found.finishedAt);
  const repairable = differences.filter((difference) => difference.repairable).length;
  const n = differences.length;
  const busy = running || state.doing !== null;
  return {
    title: t('reconciliation.title'),
    finished:
      at === null ? null : t('reconciliation.finished', { age: sayAge(at, setting), n: compared }),
    underWay: underWay === 0 ? null : t('reconciliation.under_way', { count: underWay }),
    run: { label: t('reconciliation.run'), busy },
    running: running ? t('reconciliation.running') : null,
    count: t('reconciliation.differences', { count: n }),
    all:
      repairable > 1 && state.intent === null
        ? { label: t('reconciliation.repair_all', { n: repairable }), busy }
        : null,
    differences: differences.map((difference) => ({
      id: difference.id,
      kind: t.word('difference_kinds', difference.kind),
      text: difference.text,
      lead: difference.kommoLeadId === null ? null : `/leads/detail/${difference.kommoLeadId}`,
      open: t('dead_letters.open_lead'),
      repair: difference.repairable
        ? {
            label: t('reconciliation.repair'),
            name: t('reconciliation.repair_of', { text: difference.text }),
            busy,
          }
        : null,
      byHand: t('reconciliation.by_hand'),
      way: difference.kind === 'in_failed_work' ? t.word('admin_sections', 'deadLetters') : null,
      dismiss: {
        label: t('reconciliation.dismiss'),
        name: t('reconciliation.dismiss_of', { text: difference.text }),
        busy,
      },
    })),
  };
}

function viewAsked({ intent, doing, known }: AdminState, { t }: Setting): string {
  if (intent?.kind === 'dismiss') {
    return viewIntent({
      title: t('reconciliation.dismiss_title'),
      reason: {
        label: t('dead_letters.reason'),
        hint: t('dead_letters.reason_hint'),
        invalid: intent.refused,
      },
      yes: t(doing === 'dismiss' ? 'reconciliation.dismissing' : 'reconciliation.dismiss_yes'),
      no: t('admin.cancel'),
      busy: doing === 'dismiss',
    });
  }
  if (intent?.kind !== 'repair') return '';
  const all = known.reconciliation.value?.differences ?? [];
  return viewIntent({
    title: t('reconciliation.repair_confirm', { n: intent.ids.length }),
    lines: all
      .filter(({ id }) => intent.ids.includes(id))
      .map(({ text }) => ({ text, changes: [] })),
    yes: t(doing === 'repair' ? 'reconciliation.repairing' : 'reconciliation.repair_yes'),
    no: t('admin.cancel'),
    busy: doing === 'repair',
  });
}

function viewFailed({ running, failure }: Reconciliation, { t }: Setting): string {
  if (running || failure === undefined) return '';
  return noticeTemplate({ title: t('reconciliation.failed_title'), text: failure, role: 'alert' });
}

function viewNothing(
  { running, finishedAt, failure, compared, underWay, differences }: Reconciliation,
  { t }: Setting,
) {
  if (running || failure !== undefined || differences.length > 0) return '';
  if (finishedAt === null) {
    return viewEmpty(t('reconciliation.never_title'), t('reconciliation.never_text'));
  }
  // Nothing was compared, so nothing can be said to agree.
  if (compared === 0 && underWay > 0) return '';
  return viewEmpty(t('reconciliation.none_title'), t('reconciliation.none_text'));
}
