import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { score } from '../../../backend/src/journey/capture/score.js';
import { openWorld, profile } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const capture = async (index: number) => {
  const appended = await world.services.store.captures.append({
    source: 'direct',
    idempotencyKey: null,
    bodyHash: String(index),
    profile: profile(index),
    requestId: 'r',
  });
  if (appended.kind === 'conflict') throw new Error('no conflict was expected');
  return appended.captureId;
};

test('a capture becomes a lead with its pre-score, whose lines add up (R2.5)', async () => {
  const id = await capture(1);
  const outcomes = await score.run(world.services, [{ id }]);
  expect(outcomes).toEqual([
    { kind: 'done', next: [{ step: 'send-to-kommo', key: id, data: { leadId: id } }] },
  ]);
  const stored = await world.services.store.scores.latest([id], 'pre');
  const { score: made, cause } = stored.get(id) ?? {};
  expect(cause).toBe('captured');
  expect(made?.contributions.reduce((sum, { points }) => sum + points, 0)).toBe(made?.total);
  // 21-50 employees 20, immediately 15, 30K-50K 12, basic service 5, business e-mail 2
  expect(made?.total).toBe(54);
  expect(made?.leadClass).toBe('COLD');
});

test('scoring the same capture twice makes one lead with one score', async () => {
  const id = await capture(2);
  await score.run(world.services, [{ id }]);
  await score.run(world.services, [{ id }]);
  expect(await world.services.store.scores.history(id, 10)).toHaveLength(1);
});

test('many captures are scored in one run, each asking for its own next step', async () => {
  const ids = [await capture(3), await capture(4), await capture(5)];
  const outcomes = await score.run(
    world.services,
    ids.map((id) => ({ id })),
  );
  expect(outcomes.map((outcome) => outcome.kind === 'done' && outcome.next[0]?.key)).toEqual(ids);
  expect(await world.services.store.leads.findByIds(ids)).toHaveLength(3);
});

test('a capture that is not there asks for nothing it could break', async () => {
  const id = randomUUID();
  await score.run(world.services, [{ id }]);
  expect(await world.services.store.leads.findByIds([id])).toEqual([]);
});
