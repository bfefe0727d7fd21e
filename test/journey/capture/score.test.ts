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

test('what the person agreed to leaves the capture for the ledger, once (R8.1)', async () => {
  const { store } = world.services;
  const consentProof = {
    ...{ text: 'Autorizo.', marketingText: 'Quiero ofertas.' },
    ...{ at: '2026-11-20T12:00:00.000Z', page: 'p', addressHash: 'h' },
  };
  const agreed = profile(8, { consent: true, marketing_opt_in: true });
  const appended = await store.captures.append({
    ...{ source: 'direct', idempotencyKey: null, bodyHash: '8', requestId: 'r' },
    profile: { ...agreed, consentProof },
  });
  if (appended.kind === 'conflict') throw new Error('no conflict was expected');
  const { captureId: id } = appended;
  await score.run(world.services, [{ id }]);
  await score.run(world.services, [{ id }]);
  expect(await store.consents.list([agreed.person.phone ?? ''])).toMatchObject([
    { act: 'granted', purpose: 'contact', by: 'direct', text: 'Autorizo.', captureId: id },
    { act: 'granted', purpose: 'marketing', text: 'Quiero ofertas.', page: 'p' },
  ]);
  expect((await store.leads.findByIds([id]))[0]?.profile).toEqual(agreed);
  expect((await store.captures.findByIds([id]))[0]).toMatchObject({ profile: agreed, proof: null });
});

test('a source’s form that is known to ask is written down as assumed, a "no" as refused (R8.1)', async () => {
  const { store } = world.services;
  const silent = await capture(9);
  await score.run(world.services, [{ id: silent }]);
  expect(await store.consents.list([profile(9).person.phone ?? ''])).toMatchObject([
    { act: 'assumed', purpose: 'contact', text: 'sandbox' },
  ]);
  const no = profile(10, { consent: false });
  const appended = await store.captures.append({
    ...{ source: 'direct', idempotencyKey: null, bodyHash: '10', requestId: 'r', profile: no },
  });
  if (appended.kind === 'conflict') throw new Error('no conflict was expected');
  await score.run(world.services, [{ id: appended.captureId }]);
  expect(await store.consents.list([no.person.phone ?? ''])).toMatchObject([{ act: 'refused' }]);
});
