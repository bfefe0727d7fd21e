import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startRepairs } from '../../backend/src/operations/reconciliation/reconciliation.js';
import { stepNames, work } from '../../backend/src/work/table.js';
import { openHooksWorld } from './hooks-world.js';
import type { HooksWorld } from './hooks-world.js';
import { putTile, takeTilesAway } from './tile-world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());

const post = (path: string, body: unknown) => hooks.world.kommo(path, { method: 'POST', body });

/** A person puts an action on the stages, and a lead passes one. */
async function passStage(action: string, index: number): Promise<void> {
  const { leadId } = await hooks.capture(index);
  await putTile(hooks, action);
  await hooks.moveTo(leadId, 'qualifying');
  await hooks.settle();
  await takeTilesAway(hooks);
}

test('the whole path takes every edge of the table, and no other', async () => {
  const { leadId } = await hooks.capture(1);
  const { contactId } = await hooks.readLead(leadId);

  await passStage('recalculate', 2);
  await passStage('start_qualification', 3);
  await passStage('start_follow_up', 4);
  const url = `${hooks.world.config.publicUrl}/webhooks/kommo/sandbox-hook/salesbot`;
  await post('/sandbox/salesbot', { botId: 55, leadId, url, data: {} });
  await hooks.settle();
  await hooks.world.kommo(`/api/v4/contacts/${contactId}`, {
    method: 'PATCH',
    body: { name: 'Carmen Peña Ruiz' },
  });
  await hooks.settle();
  await hooks.move(leadId, { won: true });
  await hooks.settle();

  const { store } = hooks.services;
  await store.reconciliations.start({ id: 'run', night: null, by: 'user:1001' });
  await store.reconciliations.finish('run', {
    compared: 1,
    differences: [
      {
        ...{ id: 'lost', kind: 'opportunity_gone', kommoLeadId: leadId, odooId: 1 },
        ...{ text: 'Se perdió.', repairable: true },
      },
    ],
  });
  await startRepairs(hooks.services, ['lost'], { by: 'user:1001', requestId: 'r' });
  await hooks.drain();

  expect(hooks.takeFailures()).toEqual([]);
  const edges = stepNames.flatMap((name) => work[name].next.map((next) => `${name} → ${next}`));
  expect([...hooks.edges()].sort()).toEqual([...edges].sort());
});
