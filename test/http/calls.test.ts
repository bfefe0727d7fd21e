import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApp } from '../../backend/src/app.js';
import { factsOf } from '../../domain/lead/facts.js';
import { scorePre } from '../../domain/score/score-pre.js';
import { callListSchema } from '../../contract/calls.js';
import { widgetPaths } from '../../contract/paths.js';
import { serve, type Served } from '../support/serve.js';
import { servicesOf } from '../support/won-leads.js';
import { openWorld, profile, type World } from '../support/world.js';

let world: World;
let served: Served;
let reader: { readonly userId: number; readonly isAdmin: boolean | null };

beforeAll(async () => {
  world = await openWorld();
  served = await serve(createApp(servicesOf(world), () => Promise.resolve(reader), world.metrics));
  await Promise.all([keep(1, 1002), keep(2, 1003), keep(3, 1002), keep(4, 1002)]);
  await world.services.store.leadStages.see(stay(4, 1002, { stage: 'won', outcome: 'won' }), at(0));
});
afterAll(async () => {
  await served.close();
  await world.close();
});

const at = (minutes: number): Date => new Date(world.services.clock().getTime() + minutes * 60_000);
const stay = (kommoLeadId: number, responsibleUserId: number, change: object = {}) => ({
  ...{ kommoLeadId, responsibleUserId, stage: 'qualified', outcome: 'open' as const },
  ...change,
});

/** A lead of ours in Kommo, as its hooks told of it. */
async function keep(index: number, owner: number): Promise<void> {
  const { leads, leadStages } = world.services.store;
  const id = `lead-${index}`;
  const known = profile(index);
  const { scoreTables, blueprint } = world.services;
  await leads.insertMany([
    {
      lead: {
        ...{ id, profile: known, capturedAt: at(-60).toISOString(), sendingSince: null },
        ...{ kommoLeadId: null, kommoContactId: null, kommoCompanyId: null },
      },
      score: scorePre(factsOf(known), scoreTables.pre, blueprint),
      cause: 'captured',
    },
  ]);
  const nobody = { kommoContactId: null, kommoCompanyId: null };
  await leads.recordKommoIds([{ id, kommoLeadId: index, ...nobody }]);
  await leadStages.see(stay(index, owner), at(-60));
}

async function read(who: typeof reader) {
  reader = who;
  const response = await fetch(served.url + widgetPaths.calls(), {
    headers: { 'x-auth-token': 'token' },
  });
  expect(response.status).toBe(200);
  return callListSchema.parse(await response.json());
}
const idsOf = ({ calls }: Awaited<ReturnType<typeof read>>) =>
  calls.map(({ kommoLeadId }) => kommoLeadId).sort();

test('an executive sees the own open leads, an administrator and the manager all (R5.1)', async () => {
  const own = await read({ userId: 1002, isAdmin: false });
  expect([own.of, idsOf(own)]).toEqual(['own', [1, 3]]);
  const all = await read({ userId: 1001, isAdmin: true });
  expect([all.of, idsOf(all)]).toEqual(['all', [1, 2, 3]]);
  const team = await world.services.store.team.read();
  await world.services.store.team.save({ ...team, managerId: 1003 });
  expect(idsOf(await read({ userId: 1003, isAdmin: null }))).toEqual([1, 2, 3]);
});

test('opening the list asks nothing of Kommo (R5.1)', async () => {
  await world.kommo('/sandbox/requests', { method: 'DELETE' });
  const { calls } = await read({ userId: 1002, isAdmin: false });
  expect(calls[0]).toMatchObject({ owner: 1002, stage: 'Calificado', why: 'class' });
  expect(await world.kommo('/sandbox/requests')).toEqual([]);
});
