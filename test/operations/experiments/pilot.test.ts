import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { endExperiment } from '../../../backend/src/operations/experiments/change-experiments.js';
import { takeVisit } from '../../../backend/src/operations/experiments/take-visit.js';
import { readExperiments } from '../../../backend/src/operations/experiments/read-experiments.js';
import { z } from 'zod';
import { drawArm } from '../../../domain/experiment/draw-arm.js';
import { inSpanish } from '../../support/in-spanish.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { profile } from '../../storage/examples.js';

const at = new Date('2026-11-23T14:00:00Z');
let world: World;
beforeAll(async () => {
  const env = { PILOT_INLEAD_URL: 'https://inlead.example/account' };
  world = await openWorld({ clock: () => at, env });
}, 60_000);
afterAll(() => world.close());

const visit = (visitor: string, isPerson = true) =>
  takeVisit(world.services, { visitor, isPerson, kept: null });
const visitsOf = () => world.services.store.experiments.visits('pilot');
const cells = z.object({ what: z.string(), a: z.string(), b: z.string(), difference: z.string() });
const page = z.object({
  experiments: z.array(
    z.object({
      ...{ verdict: z.string(), alarm: z.string().nullable(), chart: z.string() },
      rows: z.array(cells),
    }),
  ),
});
const report = async () =>
  page.parse(inSpanish(await readExperiments(world.services))).experiments[0];

test('without an address for B there is no pilot: everybody gets our form and nobody is counted (R3.4)', async () => {
  const { config } = world.services;
  const services = {
    ...world.services,
    config: { ...config, landing: { ...config.landing, inleadUrl: null } },
  };
  const arm = await takeVisit(services, { visitor: 'v', kept: null, isPerson: true });
  expect(arm).toBe('a');
  expect(await world.services.store.experiments.list(1)).toEqual([]);
});

test('a person is counted once in its arm, a robot in none (R3.4)', async () => {
  const visitors = Array.from({ length: 30 }, (_none, index) => `visitor-${index}`);
  for (const visitor of [...visitors, ...visitors]) {
    expect(await visit(visitor)).toBe(drawArm('pilot', visitor));
  }
  expect(await visit('robot', false)).toBe('a');
  const { a, b } = await visitsOf();
  expect(a + b).toBe(30);
  expect(a).toBe(visitors.filter((visitor) => drawArm('pilot', visitor) === 'a').length);
});

test('a cookie that says otherwise is believed: who was in b stays in b (R3.4)', async () => {
  const visitor = Array.from({ length: 20 }, (_none, index) => `kept-${index}`).find(
    (one) => drawArm('pilot', one) === 'a',
  );
  const before = await visitsOf();
  const arm = await takeVisit(world.services, {
    ...{ visitor: visitor ?? '', kept: 'b', isPerson: true },
  });
  expect(arm).toBe('b');
  expect((await visitsOf()).b).toBe(before.b + 1);
});

test('the report names no winner and says how many leads are missing (R3.4)', async () => {
  await world.services.store.leads.insertMany(
    (['a', 'a', 'b'] as const).map((arm, index) => ({
      lead: {
        ...{ id: randomUUID(), capturedAt: at.toISOString(), kommoLeadId: 900 + index },
        profile: { ...profile(), arm },
        ...{ kommoContactId: 900 + index, kommoCompanyId: null, sendingSince: null },
      },
      score: {
        ...{ model: 'pre', version: 'v', total: 60 + index, leadClass: 'WARM' },
        ...{ contributions: [], missing: [] },
      },
      cause: 'capture',
    })),
  );
  await world.services.store.experiments.note('pilot', {
    costs: { currency: 'DOP', shared: 3_100, own: { a: 0, b: 500 } },
    listed: {
      ...{ maintenance: { a: 'Nosotros', b: 'InLead' }, flexibility: { a: '', b: '' } },
      time: { a: '', b: 'Un día' },
    },
  });
  const seen = await report();
  expect(seen?.verdict).toMatch(/^Es pronto: faltan unos \d+ leads/u);
  expect(seen?.alarm).toBeNull();
  const rows = new Map(seen?.rows.map(({ what, ...cells }) => [what, cells]));
  const visits = await visitsOf();
  expect(rows.get('Visitas')).toMatchObject({ a: String(visits.a), b: String(visits.b) });
  expect(rows.get('Leads')).toMatchObject({ a: '2', b: '1' });
  expect(rows.get('Puntuación media')).toMatchObject({ a: '60.5', b: '62.0' });
  expect(rows.get('Puntuación de 60 a 69')).toMatchObject({ a: '2', b: '1' });
  expect(rows.get('Calificados')?.a).toMatch(/^0\.0 % \(0 de 2; entre 0\.0 % y 65\.8 %\)$/u);
  expect(rows.get('Calificados')?.difference).toMatch(
    /^0\.0 puntos \(entre −\d+\.\d y \d+\.\d\)$/u,
  );
  expect(rows.get('Costo por lead calificado')?.b).toMatch(/^más de RD\$/u);
  expect(rows.get('Mantenimiento')).toMatchObject({ a: 'Nosotros', b: 'InLead' });
  expect(seen?.chart).toMatch(/^<svg .*<\/svg>$/u);
});

test('a split that sends people to one side raises the alarm, and there is no winner (R3.4)', async () => {
  for (let visitor = 0; visitor < 60; visitor += 1) {
    await world.services.store.experiments.visit('pilot', `stuck-${visitor}`, 'a', at);
  }
  const seen = await report();
  expect(seen?.alarm).toMatch(/^La división entre A y B no es la prevista/u);
  expect(seen?.verdict).toBe(seen?.alarm);
});

test('after its end everybody new gets what stays and nobody is counted; who had an arm keeps it (R3.4)', async () => {
  await endExperiment(world.services, { id: 'pilot', stays: 'b' });
  const before = await visitsOf();
  expect(await visit('somebody new')).toBe('b');
  const known = await takeVisit(world.services, { visitor: 'x', kept: 'a', isPerson: true });
  expect(known).toBe('a');
  expect(await visitsOf()).toEqual(before);
});
