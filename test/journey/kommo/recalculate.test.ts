import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recalculate } from '../../../backend/src/journey/kommo/recalculate.js';
import { openHooksWorld } from '../hooks-world.js';
import type { HooksWorld } from '../hooks-world.js';
import { putTile, setSwitch, takeTilesAway } from '../tile-world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());

const statusOf = async (leadId: number, key: string): Promise<number> => {
  const lead = await hooks.readLead(leadId);
  await hooks.services.kommo.writeLead(lead, {
    stage: key === 'proposal' ? 'proposal' : 'qualified',
  });
  return (await hooks.readLead(leadId)).statusId;
};

test.each([false, true])(
  '"Recalcular puntuación" reads the lead and scores it with the tables in force; JSON: %s (R9.3)',
  async (asJson) => {
    await setSwitch(hooks, 'widget-hook-as-json', asJson);
    const { id, leadId } = await hooks.capture(asJson ? 2 : 1);
    // Changed while no hook was told.
    await hooks.edit(leadId, { COMPANY_SIZE: '1-5', LEAD_SCORE: 3 });
    await hooks.takeHooks();
    await putTile(hooks, 'recalculate');
    await statusOf(leadId, 'qualified');
    const sent = await hooks.takeHooks();
    await takeTilesAway(hooks);
    await hooks.deliver(sent.filter(({ path }) => path.endsWith('/pipeline')));

    const [latest] = await hooks.services.store.scores.history(id, 1);
    expect(latest).toMatchObject({ cause: 'recalculated', score: { model: 'pre' } });
    expect((await hooks.readLead(leadId)).leadScore).toBe(latest?.score.total);
  },
);

test('a new table makes a new score, which a hook alone does not', async () => {
  const { id, leadId } = await hooks.capture(3);
  const { scoreTables } = hooks.services;
  const services = {
    ...hooks.services,
    scoreTables: { ...scoreTables, pre: { ...scoreTables.pre, version: 'pre-next' } },
  };
  const { lookAgain } = await import('../../../backend/src/journey/kommo/look-again.js');
  const data = {
    kommoLeadId: leadId,
    action: 'update',
    requestId: 'r',
    statusId: null,
    people: false,
  };
  await lookAgain.run(services, [data]);
  expect(await hooks.services.store.scores.history(id, 5)).toHaveLength(1);
  await recalculate.run(services, [{ kommoLeadId: leadId, requestId: 'r' }]);
  const [latest] = await hooks.services.store.scores.history(id, 5);
  expect(latest).toMatchObject({ cause: 'recalculated', score: { version: 'pre-next' } });
  await recalculate.run(services, [{ kommoLeadId: leadId, requestId: 'r2' }]);
  expect(await hooks.services.store.scores.history(id, 5)).toHaveLength(2);
});

test('one that Kommo does not take does not keep the others', async () => {
  const first = await hooks.capture(4);
  const second = await hooks.capture(5);
  await hooks.edit(first.leadId, { LEAD_SCORE: 1 });
  await hooks.edit(second.leadId, { LEAD_SCORE: 1 });
  await hooks.takeHooks();
  await hooks.world.kommo('/sandbox/faults', {
    method: 'POST',
    body: { kind: '500', method: 'PATCH', match: `/api/v4/leads/${first.leadId}`, times: 1 },
  });
  const outcomes = await recalculate.run(hooks.services, [
    { kommoLeadId: first.leadId, requestId: 'r' },
    { kommoLeadId: second.leadId, requestId: 'r' },
    { kommoLeadId: 999_999_999, requestId: 'r' },
  ]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'done', 'done']);
  expect((await hooks.readLead(second.leadId)).leadScore).toBe(54);
});
