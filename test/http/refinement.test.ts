import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createApp } from '../../backend/src/app.js';
import { problemSchema } from '../../contract/errors.js';
import { adminPaths, widgetPaths } from '../../contract/paths.js';
import { refinementSchema } from '../../contract/refinement.js';
import { blueprint, scoreTables } from '../../domain/blueprint/blueprint.js';
import { scoreOf, withPoints } from '../../domain/refinement/points.js';
import { createRandom } from '../soak/random.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { verifyAdmin } from '../support/verify-admin.js';

let world: World;
let served: Served;
beforeAll(async () => {
  world = await openWorld();
  served = await serve(createApp(world.services, verifyAdmin, world.metrics));
});
afterAll(async () => {
  await served.close();
  await world.close();
});

async function call(body?: unknown, token = 'admin') {
  const response = await fetch(served.url + adminPaths.refinement, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'x-auth-token': token, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
}
const pageOf = async (body?: unknown) => {
  const { status, answer } = await call(body);
  expect(status).toBe(200);
  const page = refinementSchema.parse(answer);
  const pre = page.models.find(({ model }) => model === 'pre');
  if (pre === undefined) throw new Error('no pre');
  return { page, pre };
};

/** In this world a situation means the contrary of what the table says. */
const truth = withPoints(scoreTables, 'pre', {
  points: { current_situation: { no_accountant: 0, switching: 10, additional: 9, first_time: 0 } },
  version: 'truth',
});

/** Leads that ended, as the companion would have stored them: won by the truth, not by the table. */
async function endLeads(count: number): Promise<void> {
  const random = createRandom(11);
  const pick = (options: object): string => random.pick(Object.keys(options));
  const { choices } = scoreTables.pre;
  const answeredAt = '2026-11-01T12:00:00Z';
  const leads = Array.from({ length: count }, (_none, at) => {
    const values = {
      company_size: pick(choices.company_size),
      current_situation: pick(choices.current_situation),
    };
    const facts = {
      ...{ services: ['tax'] as const, values, email: null, phone: null, landline: null },
      whatsappVerified: false,
    };
    const known = { facts, reply: { kind: 'not_measured' } as const };
    const score = scoreOf('pre', known, { tables: scoreTables, blueprint });
    const chance = 0.6 * (scoreOf('pre', known, { tables: truth, blueprint }).total - 25);
    return {
      lead: {
        id: `ended-${at}`,
        profile: {
          ...{
            person: {
              fullName: 'Ana',
              companyName: 'Ana',
              email: null,
              phone: null,
              landline: null,
            },
          },
          ...{ services: ['tax'] as const, attribution: {}, source: 'direct' as const },
          ...{ inleadScore: null, consent: true, whatsappVerified: false },
          answers: Object.fromEntries(
            Object.entries(values).map(([key, value]) => [
              key,
              { value, origin: 'form' as const, answeredAt },
            ]),
          ),
        },
        capturedAt: new Date(Date.UTC(2026, 5, 1) + at * 3_600_000).toISOString(),
        ...{ kommoLeadId: 900_000 + at, kommoContactId: null, kommoCompanyId: null },
        sendingSince: null,
      },
      ...{ score, cause: 'capture', isWon: random.chance(1 / (1 + Math.exp(-chance))) },
    };
  });
  const { store } = world.services;
  await store.leads.insertMany(leads);
  for (const { lead, isWon } of leads) {
    await store.leadStages.see(
      {
        ...{ kommoLeadId: lead.kommoLeadId, responsibleUserId: null },
        ...{ stage: isWon ? 'won' : 'lost', outcome: isWon ? 'won' : 'lost' },
      },
      new Date('2026-11-20T12:00:00Z'),
    );
  }
}

test('without leads it says how many are missing; executives see nothing of it (R8.8)', async () => {
  const { pre } = await pageOf();
  expect(pre).toMatchObject({ proposalId: null, version: scoreTables.pre.version, changed: 0 });
  expect(pre.says).toMatch(/Faltan 40 ganados y 40 perdidos/);
  expect((await call(undefined, 'executive')).status).toBe(403);
  expect((await call({ model: 'pre', id: 'blueprint' }, 'executive')).status).toBe(403);
});

test('what leads tell is proposed, activated by a person, and taken back; stored scores keep their version (R8.8)', async () => {
  await endLeads(600);
  const { page, pre } = await pageOf();
  expect(page.won + page.lost).toBe(600);
  expect(page.chart).toContain('<svg');
  const { proposalId } = pre;
  if (proposalId === null) throw new Error(pre.says);
  const first = pre.options.find(({ option }) => option === 'Primera vez');
  expect(first).toMatchObject({ points: 10 });
  expect(first?.proposed).toBeLessThanOrEqual(3);
  expect(first?.won).toMatch(/% \(\d+ de \d+; entre/);
  expect(pre.changes[0]?.before.total).not.toBe(pre.changes[0]?.after.total);
  expect(pre.changed).toBeGreaterThanOrEqual(pre.changes.length);

  const stale = await call({ model: 'pre', id: 'proposal-of-yesterday' });
  expect(stale.status).toBe(422);
  expect(problemSchema.parse(stale.answer).errors?.[0]).toMatchObject({ field: 'id' });
  expect(world.services.scoreTables.pre.version).toBe(scoreTables.pre.version);

  const { pre: active } = await pageOf({ model: 'pre', id: proposalId });
  expect(active.version).toMatch(/^pre-\d{4}-\d\d-\d\d-r1$/);
  expect(active.versions.map(({ isActive }) => isActive)).toEqual([true, false]);
  expect(world.services.scoreTables.pre.choices.current_situation['first_time']).toBe(
    first?.proposed,
  );
  const stored = await world.services.store.scores.latest(['ended-0'], 'pre');
  expect(stored.get('ended-0')?.score.version).toBe(scoreTables.pre.version);

  const { pre: back } = await pageOf({ model: 'pre', id: 'blueprint' });
  expect(back.version).toBe(scoreTables.pre.version);
  expect(world.services.scoreTables.pre.choices).toEqual(scoreTables.pre.choices);
  expect(back.versions).toHaveLength(3);
});

test('another process counts with them after its next look (R8.8)', async () => {
  const { pre } = await pageOf();
  await world.services.store.refinement.activate(
    { model: 'pre', version: 'pre-of-another', points: { company_size: { '1-5': 25 } }, doneBy: 1 },
    new Date(),
  );
  expect(world.services.scoreTables.pre.version).toBe(pre.version);
  await world.services.refreshPoints();
  expect(world.services.scoreTables.pre.version).toBe('pre-of-another');
});

test('the card says how leads of this score ended (R8.8)', async () => {
  const made = await world.kommo('/api/v4/leads', {
    method: 'POST',
    body: [{ name: 'Taller Peña' }],
  });
  const [{ id: kommoLeadId }] = z
    .object({ _embedded: z.object({ leads: z.tuple([z.object({ id: z.number() })]) }) })
    .parse(made)._embedded.leads;
  const { leads, scores } = world.services.store;
  const [ended] = await leads.findByIds(['ended-0']);
  const score = (await scores.latest(['ended-0'], 'pre')).get('ended-0')?.score;
  if (ended === undefined || score === undefined) throw new Error('nothing ended');
  await leads.insertMany([
    { lead: { ...ended, id: 'open-1', kommoLeadId }, score, cause: 'capture' },
  ]);
  const response = await fetch(served.url + widgetPaths.card(kommoLeadId), {
    headers: { 'x-auth-token': 'admin' },
  });
  const card: unknown = await response.json();
  expect(card).toMatchObject({ alike: { of: expect.any(Number), won: expect.any(Number) } });
});
