import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { win } from '../../../backend/src/journey/odoo/win.js';
import type { Services } from '../../../backend/src/services.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
let services: Services;
beforeAll(async () => {
  world = await openWorld();
  services = world.services;
});
afterAll(() => world.close());

const ask = (kommoLeadId: number, requestId: string, by = 'hook') =>
  win.run(services, [{ kommoLeadId, by, requestId }]);

test('a won lead asks for its hand-over, under the request that was first (R1.6)', async () => {
  const next = {
    step: 'send-to-odoo',
    key: '1:first',
    data: { kommoLeadId: 1, requestId: 'first' },
  };
  expect(await ask(1, 'first')).toEqual([{ kind: 'done', next: [next] }]);
  // The same job again: the queue knows it by its key.
  expect(await ask(1, 'second', 'user:1002')).toEqual([{ kind: 'done', next: [next] }]);
  expect(await services.store.handOvers.find(1)).toMatchObject({ requestedBy: 'hook' });
});

test('after it is done, another hook changes nothing (R5.5)', async () => {
  await ask(2, 'first');
  await services.store.handOvers.finish(2, new Date());
  expect(await ask(2, 'second')).toEqual([{ kind: 'done', next: [] }]);
  expect(await services.store.handOvers.find(2)).toMatchObject({ state: 'done' });
});

test('a failed hand-over is asked for again, as a new job (R6.2)', async () => {
  await ask(3, 'first');
  await services.store.handOvers.fail(
    3,
    'odoo_rejected',
    { code: 'problem.odoo_rejected' },
    new Date(),
  );
  expect(await ask(3, 'second')).toMatchObject([{ kind: 'done', next: [{ key: '3:second' }] }]);
  expect(await services.store.handOvers.find(3)).toMatchObject({
    state: 'requested',
    failure: null,
  });
});
