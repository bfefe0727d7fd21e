import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keepUnreadable, receiveHook } from '../../../backend/src/journey/hooks/receive-hook.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const receipt = { kind: 'account', requestId: 'r' } as const;
const hint = (entity: string, id: number) => ({
  ...{ entity, id, action: 'update', statusId: null, fingerprint: null },
});
const count = async () =>
  Number((await world.pool.query<{ n: string }>('select count(*) as n from hooks')).rows[0]?.n);

test('only leads and contacts are kept, and never what they are said to be', async () => {
  const hints = [hint('lead', 1), hint('task', 2), hint('contact', 3), hint('talk', 4)];
  await receiveHook(world.services, receipt, { accountId: 30000001, hints, dedupeKey: 'a' });
  const { rows } = await world.pool.query<{ body: unknown }>('select body from hooks');
  expect(rows[0]?.body).toEqual({
    leads: [{ id: 1, action: 'update', statusId: null, fingerprint: null }],
    contacts: [{ id: 3, action: 'update' }],
  });
});

test('a hook that names nobody is let go, one of another account refused', async () => {
  const before = await count();
  await receiveHook(world.services, receipt, { accountId: null, hints: [], dedupeKey: 'b' });
  const foreign = { accountId: 1, hints: [hint('lead', 1)], dedupeKey: 'c' };
  await expect(receiveHook(world.services, receipt, foreign)).rejects.toMatchObject({
    code: 'wrong_account',
  });
  expect(await count()).toBe(before);
});

test('the same unreadable body is kept once, and not all of it', async () => {
  const before = await count();
  const unreadable = { text: 'x'.repeat(50_000), dedupeKey: 'd' };
  await keepUnreadable(world.services, receipt, unreadable);
  await keepUnreadable(world.services, receipt, unreadable);
  expect(await count()).toBe(before + 1);
  const { rows } = await world.pool.query<{ size: number }>(
    "select length(body ->> 'unreadable') as size from hooks where dedupe_key = 'd'",
  );
  expect(rows[0]?.size).toBe(20_000);
});
