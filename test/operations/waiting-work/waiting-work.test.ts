import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { waitingWorkSchema } from '../../../contract/admin.js';
import { cardSchema } from '../../../contract/card.js';
import { readCard } from '../../../backend/src/operations/card/read-card.js';
import { readDeadLetters } from '../../../backend/src/operations/failed-work/dead-letters.js';
import { readReplay, startReplay } from '../../../backend/src/operations/failed-work/replay.js';
import { retryLead } from '../../../backend/src/operations/waiting-work/retry-now.js';
import { readWaitingWork } from '../../../backend/src/operations/waiting-work/waiting-work.js';
import { watchVendors } from '../../../backend/src/operations/waiting-work/watch-vendors.js';
import { worded } from '../../../wording/say.js';
import type { WaitingWork } from '../../../contract/admin.js';
import type { Card } from '../../../contract/card.js';
import { wonLeads } from '../../support/won-leads.js';
import { until } from '../../support/world.js';
import { asked, goodTaxId, openWorkWorld } from '../work-world.js';
import type { WorkWorld } from '../work-world.js';

let work: WorkWorld;
beforeEach(async () => {
  work = await openWorkWorld();
});
afterEach(() => work.close());

const odooDown = () =>
  work.world.odoo('/sandbox/faults', { method: 'POST', body: { kind: '502' } });
const odooUp = () => work.world.odoo('/sandbox/faults', { method: 'DELETE' });
const list = async () =>
  waitingWorkSchema.parse(worded<WaitingWork>(await readWaitingWork(work.services, 100), 'es'));
const stateOf = async (id: number) => (await work.services.store.handOvers.find(id))?.state;
const waits = (count: number) => until('it waits', async () => (await list()).total === count);

/** A won lead whose hand-over waits for Odoo. */
async function waitingLead(index: number): Promise<number> {
  const [id = 0] = await wonLeads(work.world, work.services, [index], { taxId: goodTaxId });
  await odooDown();
  await work.services.enqueue('send-to-odoo', {
    ...{ kommoLeadId: id, requestId: `request-${id}` },
  });
  await waits(1);
  return id;
}

test('a hand-over that waits for Odoo says so in the list and on its card, and "now" does it (R6.2, R9.1)', async () => {
  const id = await waitingLead(1);
  expect((await list()).items).toMatchObject([
    {
      ...{ step: 'send-to-odoo', code: 'odoo_unreachable', kommoLeadId: id },
      leadName: 'Ferretería El Progreso 0001 SRL',
      reason: expect.stringContaining('Odoo'),
      task: expect.stringContaining('Ferretería El Progreso 0001 SRL'),
    },
  ]);
  const card = cardSchema.parse(worded<Card>(await readCard(work.services, id), 'es'));
  expect(card.waiting).toMatchObject([{ step: 'send-to-odoo', code: 'odoo_unreachable' }]);

  await odooUp();
  expect(await retryLead(work.services, id, 'user:1002')).toBe(1);
  await work.rest();
  expect(await stateOf(id)).toBe('done');
  expect((await list()).items).toEqual([]);
});

test('when Odoo answers again, what waited for it is done at once (R6.2)', async () => {
  const id = await waitingLead(1);
  await watchVendors(work.services);
  await odooUp();
  await watchVendors(work.services);
  await work.rest();
  expect(await stateOf(id)).toBe('done');
});

test('an Odoo that answers and refuses one call wakes nothing: that work climbs its ladder', async () => {
  const [id = 0] = await wonLeads(work.world, work.services, [1], { taxId: goodTaxId });
  const body = { kind: '502', match: '*.load' };
  await work.world.odoo('/sandbox/faults', { method: 'POST', body });
  await work.services.enqueue('send-to-odoo', {
    ...{ kommoLeadId: id, requestId: `request-${id}` },
  });
  await waits(1);
  const before = (await list()).items[0]?.nextAt;
  await watchVendors(work.services);
  await watchVendors(work.services);
  expect((await list()).items[0]?.nextAt).toBe(before);
});

test('failed work that is replayed while Odoo is down is seen waiting, and is done when it is back', async () => {
  const [lead = 0] = await work.parkHandOvers([1]);
  const { items } = await readDeadLetters(work.services, 100);
  const edits = { [items[0]?.id ?? '']: { taxId: goodTaxId } };
  await odooDown();
  await startReplay(work.services, { ids: items.map(({ id }) => id), edits }, asked);
  await waits(1);
  expect((await list()).items).toMatchObject([{ kommoLeadId: lead }]);
  const run = { running: false, total: 1, done: 0, failed: 0, waiting: 1 };
  expect(await readReplay(work.services)).toMatchObject(run);

  await watchVendors(work.services);
  await odooUp();
  await watchVendors(work.services);
  await work.rest();
  expect(await stateOf(lead)).toBe('done');
});
