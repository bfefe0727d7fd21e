import metaTemplate from '../../templates/admin/meta-connection.hbs';
import type { Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewCheck } from '../doctor/check-view.js';
import { viewLoaded } from '../view/parts.js';

/** Meta's state, below Odoo's: what the diagnosis found of it. */
export function viewMetaConnection(state: AdminState, setting: Setting): string {
  const { t } = setting;
  return viewLoaded(state.known.doctor, setting, ({ checks }) =>
    metaTemplate({
      title: t.word('check_groups', 'meta'),
      checks: checks
        .filter(({ group }) => group === 'meta')
        .map((check) => viewCheck(check, setting)),
      check: { label: t('doctor.run'), busy: state.doing === 'check' },
    }),
  );
}
