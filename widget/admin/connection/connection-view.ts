import type { ConnectionState } from '../../../contract/admin.js';
import connectionTemplate from '../../templates/admin/connection.hbs';
import { readTime, sayAge, sayDay, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewMetaConnection } from './meta-connection-view.js';
import { viewOdooConnection } from './odoo-connection-view.js';
import { viewLoaded, viewResult } from '../view/parts.js';

export function viewConnection(state: AdminState, setting: Setting): string {
  const { t } = setting;
  const testing = state.doing === 'test';
  const said = state.result?.kind === 'test_ok' ? t('connection.test_ok') : null;
  return (
    viewLoaded(state.known.connection, setting, (connection) =>
      connectionTemplate({
        title: t('connection.title'),
        tone: connection.state === 'connected' ? 'ok' : 'failed',
        mark: connection.state === 'connected' ? '✓' : '!',
        state: t.word('connection_states', connection.state),
        facts: listFacts(connection, setting),
        remedy:
          connection.remedy === null
            ? null
            : { title: t('connection.what_to_do'), text: connection.remedy },
        connect: viewConnect(connection, setting),
        test: { label: t(testing ? 'connection.testing' : 'connection.test'), busy: testing },
      }),
    ) +
    viewResult(state, t, said) +
    viewOdooConnection(state, setting) +
    viewMetaConnection(state, setting)
  );
}

function listFacts(connection: ConnectionState, setting: Setting): readonly object[] {
  const { t } = setting;
  const since = readTime(connection.since);
  return [
    { label: t('connection.account'), value: connection.account },
    {
      label: t('connection.kind'),
      value: t(connection.kind === 'token' ? 'connection.kind_token' : 'connection.kind_oauth'),
    },
    { label: t('connection.since'), value: since === null ? '—' : sayAge(since, setting) },
    { label: t('connection.expires'), value: sayExpiry(connection, setting) },
  ];
}

function sayExpiry({ expiresAt, kind, state }: ConnectionState, setting: Setting): string {
  const { t } = setting;
  const at = readTime(expiresAt);
  if (at === null) return t('connection.expires_unknown');
  const when = sayDay(at, setting);
  const renews = kind === 'oauth' && state === 'connected';
  return renews ? t('connection.expires_renews', { when }) : when;
}

/** Only web addresses: a link must never run script. */
function viewConnect({ connectUrl, state }: ConnectionState, { t }: Setting): object | null {
  if (connectUrl === null || !/^https?:\/\//i.test(connectUrl)) return null;
  const label = state === 'needs_authorisation' ? 'connection.connect' : 'connection.reconnect';
  return { url: connectUrl, label: t(label), tone: state === 'connected' ? 'plain' : 'main' };
}
