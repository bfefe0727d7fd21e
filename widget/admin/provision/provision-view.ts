import type { ProvisionPlan, ProvisionRun } from '../../../contract/admin.js';
import provisionTemplate from '../../templates/admin/provision.hbs';
import type { Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewEmpty, viewIntent, viewLoaded, viewResult } from '../view/parts.js';

export function viewProvision(state: AdminState, setting: Setting): string {
  const { t } = setting;
  const { provision, provisionRun } = state.known;
  const run = provisionRun.value;
  return (
    viewResult(state, t, sayApplied(state, setting)) +
    viewLoaded(provision, setting, (plan) => {
      const running = run?.running === true;
      const empty =
        plan.changes.length === 0 && !running
          ? viewEmpty(t('provision.nothing_title'), t('provision.nothing_text'))
          : '';
      return empty + viewAsked(state, plan, setting) + viewPlan(state, plan, setting);
    })
  );
}

function viewAsked({ intent, doing }: AdminState, { changes }: ProvisionPlan, { t }: Setting) {
  if (intent?.kind !== 'apply') return '';
  return viewIntent({
    title: t('provision.confirm', { n: changes.length }),
    yes: t('provision.confirm_yes'),
    no: t('admin.cancel'),
    busy: doing === 'apply',
  });
}

function viewPlan(state: AdminState, plan: ProvisionPlan, setting: Setting): string {
  const { t } = setting;
  const run = state.known.provisionRun.value;
  const running = run?.running === true;
  const n = plan.changes.length;
  return provisionTemplate({
    title: t('provision.title'),
    changes: plan.changes,
    count: t('provision.count', { count: n }),
    keeps: t('provision.keeps'),
    apply:
      n === 0 || running || state.intent !== null
        ? null
        : { label: t('provision.apply'), busy: state.doing !== null },
    run: running ? viewRun(run, setting) : null,
    failures: running ? [] : (run?.failed ?? []),
    manualTitle: t('provision.manual'),
    manualHint: t('provision.manual_hint'),
    manual: plan.manual.map((step, index) => ({ ...step, ...viewCopy(state, index, setting) })),
    copy: t('admin.copy'),
  });
}

function viewRun({ done, total }: ProvisionRun, { t }: Setting): object {
  return { text: t('provision.applying'), done, total, said: t('admin.progress', { done, total }) };
}

function viewCopy({ copied }: AdminState, index: number, { t }: Setting): object {
  const mine = copied?.what === `step:${index}` ? copied : null;
  const label = t('admin.copy');
  if (mine === null) return { index, label, tone: 'none' };
  return {
    index,
    label: t(mine.worked ? 'admin.copied' : 'admin.copy_failed'),
    tone: mine.worked ? 'good' : 'bad',
  };
}

function sayApplied({ result, known }: AdminState, { t }: Setting): string | null {
  const run = known.provisionRun.value;
  if (result?.kind !== 'applied' || run === null) return null;
  const { done, failed } = run;
  return failed.length === 0
    ? t('provision.done', { done })
    : t('provision.some_failed', { done, failed: failed.length });
}
