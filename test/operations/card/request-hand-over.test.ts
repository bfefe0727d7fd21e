import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { odooSteps } from '../../../contract/odoo.js';
import { odooStateSchema } from '../../../contract/odoo.js';
import { odooStateOf } from '../../../backend/src/operations/card/odoo-state.js';
import { plannedSteps } from '../../../backend/src/operations/card/planned-steps.js';
import { requestHandOver } from '../../../backend/src/operations/card/request-hand-over.js';
import type { Services } from '../../../backend/src/services.js';
import { enqueueBy } from '../../../backend/src/work/request.js';
import type { JobRequest } from '../../../backend/src/work/request.js';
import { deliver, servicesOf, wonLeads } from '../../support/won-leads.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { inSpanish, saying } from '../../support/in-spanish.js';

let world: World;
let services: Services;
let jobs: JobRequest[];
beforeAll(async () => {
  world = await openWorld();
  jobs = [];
  services = {
    ...servicesOf(world),
    enqueue: enqueueBy((requests) => Promise.resolve(void jobs.push(...requests))),
  };
});
afterAll(() => world.close());

const press = (id: number, reason: string | null = null, requestId = 'pressed') =>
  requestHandOver(services, id, { reason, by: 'user:1002', requestId });
const stateOf = async (id: number) =>
  odooStateOf(await services.store.handOvers.find(id), plannedSteps);

test('the card lists every step before, while and after it runs (R9.1)', async () => {
  expect(plannedSteps).toEqual([...odooSteps]);
  const [id = 0] = await wonLeads(world, services, [1]);

  const asked = await press(id);
  expect(odooStateSchema.parse(asked)).toMatchObject({ kind: 'in_progress', waitingFor: null });
  expect(jobs).toContainEqual(expect.objectContaining({ step: 'win' }));

  await world.odoo('/sandbox/faults', {
    method: 'POST',
    body: { kind: '502', match: 'project.project.load' },
  });
  await deliver(services, [id]);
  const waiting = await stateOf(id);
  expect(odooStateSchema.parse(waiting)).toMatchObject({
    kind: 'in_progress',
    waitingFor: 'odoo_unreachable',
    steps: [
      { step: 'customer', state: 'done' },
      { step: 'opportunity', state: 'done' },
      { step: 'project', state: 'running' },
      { step: 'contract', state: 'waiting' },
      { step: 'history', state: 'waiting' },
      { step: 'kommo', state: 'waiting' },
    ],
  });

  await world.odoo('/sandbox/faults', { method: 'DELETE' });
  await deliver(services, [id]);
  const done = odooStateSchema.parse(inSpanish(await stateOf(id)));
  expect(done).toMatchObject({ kind: 'done', customerUrl: expect.stringContaining('res.partner') });

  expect(await press(id, null, 'again')).toEqual(done);
});

test('a failed one shows where it stopped and why, and pressing again starts it anew (R6.2)', async () => {
  const [id = 0] = await wonLeads(world, services, [2], { taxId: '131246795' });
  await deliver(services, [id]);
  expect(odooStateSchema.parse(inSpanish(await stateOf(id)))).toMatchObject({
    kind: 'failed',
    code: 'odoo_rejected',
    reason: saying('dígito verificador'),
    steps: expect.arrayContaining([expect.objectContaining({ step: 'customer', state: 'failed' })]),
  });
  expect(await press(id, null, 'corrected')).toMatchObject({ kind: 'in_progress' });
});

test('a lead that is not won is sent only with a reason, which is kept with the hand-over (R5.5)', async () => {
  const [id = 0] = await wonLeads(world, services, [3]);
  await world.kommo(`/sandbox/leads/${id}/move`, { method: 'POST', body: { lost: true } });
  // It was won when it was first asked for, so nobody has said why.
  const fail = () => services.store.handOvers.fail(id, 'odoo_rejected', null, services.clock());
  await fail();
  await expect(press(id)).rejects.toMatchObject({ code: 'lead_not_won' });

  expect(await press(id, 'El cliente firmó en papel')).toMatchObject({ kind: 'in_progress' });
  expect(jobs.at(-1)).toMatchObject({
    step: 'win',
    data: { by: 'user:1002', reason: 'El cliente firmó en papel' },
  });
  expect(await services.store.handOvers.find(id)).toMatchObject({
    requestedBy: 'user:1002',
    reason: 'El cliente firmó en papel',
  });

  await fail();
  expect(await press(id, null, 'tried again')).toMatchObject({ kind: 'in_progress' });
  expect(await services.store.handOvers.find(id)).toMatchObject({
    requestId: 'tried again',
    reason: 'El cliente firmó en papel',
  });
});

test('without Odoo, or without the lead, it says so', async () => {
  const request = { reason: null, by: 'user:1002', requestId: 'r' };
  await expect(requestHandOver({ ...services, odoo: null }, 1, request)).rejects.toMatchObject({
    code: 'odoo_not_configured',
  });
  await expect(press(999_999_999)).rejects.toMatchObject({ code: 'lead_not_found' });
});
