import { viewConnection } from './connection/connection-view.js';
import { checkAgain } from './doctor/check-again.js';
import type { GroupTools, SectionGroup } from './section-group.js';

/** The section that the page opens with. */
export const connectionGroup: SectionGroup = {
  views: { connection: viewConnection },
  actions: (tools) => [
    ['test', () => void testConnection(tools)],
    ['test-odoo', () => void testOdoo(tools)],
    ['check', () => void checkAgain(tools)],
  ],
};

async function testConnection({ store, run, api, now }: GroupTools): Promise<void> {
  const connection = await run('test', api.testConnection);
  if (connection === null) return;
  store.dispatch({ kind: 'arrived', name: 'connection', value: connection, at: now() });
  if (connection.state === 'connected') {
    store.dispatch({ kind: 'action_ended', result: { kind: 'test_ok' } });
  }
}

async function testOdoo({ store, run, api, now }: GroupTools): Promise<void> {
  const value = await run('test_odoo', api.testOdoo);
  if (value !== null) store.dispatch({ kind: 'arrived', name: 'odooConnection', value, at: now() });
}
