import type { OdooConnection } from '../../../contract/odoo-connection.js';
import odooTemplate from '../../templates/admin/odoo-connection.hbs';
import { readTime, sayAge, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewLoaded } from '../view/parts.js';

const tones = {
  connected: ['ok', '✓'],
  not_configured: ['warning', '!'],
  failing: ['failed', '✕'],
};

/** Odoo's state, below Kommo's. */
export function viewOdooConnection(state: AdminState, setting: Setting): string {
  const { t } = setting;
  const busy = state.doing === 'test_odoo';
  return viewLoaded(state.known.odooConnection, setting, (odoo) => {
    const [tone, mark] = tones[odoo.state];
    return odooTemplate({
      title: t('odoo_connection.title'),
      ...{ tone, mark },
      state: t.word('odoo_connection_states', odoo.state),
      facts: listFacts(odoo, setting),
      remedy:
        odoo.remedy === null ? null : { title: t('connection.what_to_do'), text: odoo.remedy },
      lacks:
        odoo.lacks.length === 0 ? null : { title: t('odoo_connection.lacks'), items: odoo.lacks },
      test: { label: t(busy ? 'odoo_connection.testing' : 'odoo_connection.test'), busy },
    });
  });
}

function listFacts(odoo: OdooConnection, setting: Setting): readonly object[] {
  const { t } = setting;
  const { lastError } = odoo;
  const age = (moment: string | null): string | null => {
    const at = readTime(moment);
    return at === null ? null : sayAge(at, setting);
  };
  return [
    { label: t('odoo_connection.url'), value: odoo.url },
    { label: t('odoo_connection.database'), value: odoo.database },
    { label: t('odoo_connection.transport'), value: odoo.transport },
    { label: t('odoo_connection.version'), value: odoo.version },
    { label: t('odoo_connection.since'), value: age(odoo.since) },
    {
      label: t('odoo_connection.last_error'),
      value: lastError === null ? null : `${age(lastError.at) ?? ''}: ${lastError.reason}`,
    },
  ].filter(({ value }) => value !== null);
}
