import type { DoctorCheck, DoctorReport } from '../../../contract/admin.js';
import doctorTemplate from '../../templates/admin/doctor.hbs';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewEmpty, viewLoaded, viewResult } from '../view/parts.js';
import { viewCheck } from './check-view.js';

export function viewDoctor(state: AdminState, setting: Setting): string {
  const { t } = setting;
  return (
    viewResult(state, t, null) +
    viewLoaded(state.known.doctor, setting, (report) => {
      const empty =
        report.checks.length === 0
          ? viewEmpty(t('doctor.empty_title'), t('doctor.empty_text'))
          : '';
      return empty + doctorTemplate(viewReport(report, state, setting));
    })
  );
}

function viewReport({ checkedAt, checks }: DoctorReport, state: AdminState, setting: Setting) {
  const { t } = setting;
  const running = state.doing === 'check';
  const at = readTime(checkedAt);
  const shown = state.onlyProblems ? checks.filter((check) => check.state !== 'ok') : checks;
  return {
    title: t('doctor.title'),
    summary: checks.length === 0 ? null : summarise(checks, setting),
    checked: at === null ? null : t('doctor.checked', { age: sayAge(at, setting) }),
    running: running ? t('doctor.running') : null,
    run: { label: t('doctor.run'), busy: running },
    only: { label: t('doctor.only_problems'), chosen: state.onlyProblems },
    groups: groupsOf(shown).map((group) => ({
      label: t.word('check_groups', group),
      checks: shown
        .filter((check) => check.group === group)
        .map((check) => viewCheck(check, setting)),
    })),
  };
}

function summarise(checks: readonly DoctorCheck[], { t }: Setting): object {
  const count = (state: string): number => checks.filter((check) => check.state === state).length;
  const [failed, warnings, ok] = [count('failed'), count('warning'), count('ok')];
  if (failed + warnings === 0) return { tone: 'ok', mark: '✓', text: t('doctor.all_ok', { ok }) };
  return {
    ...(failed > 0 ? { tone: 'failed', mark: '✕' } : { tone: 'warning', mark: '!' }),
    text: t('doctor.summary', { failed, warnings, ok }),
  };
}

/** Groups with something to do come first. */
function groupsOf(checks: readonly DoctorCheck[]): readonly string[] {
  const weight = (group: string): number =>
    checks.some((check) => check.group === group && check.state !== 'ok') ? 0 : 1;
  const groups = [...new Set<string>(checks.map(({ group }) => group))];
  return groups.sort((one, other) => weight(one) - weight(other));
}
