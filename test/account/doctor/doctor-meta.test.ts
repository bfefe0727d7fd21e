import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkMeta } from '../../../backend/src/account/doctor/doctor-meta.js';
import { catchUpAdLeads } from '../../../backend/src/operations/ad-leads/catch-up-ad-leads.js';
import { drive } from '../../support/drain.js';
import { inSpanish } from '../../support/in-spanish.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
const start = Date.parse('2026-11-28T12:00:00Z');
let moved = 0;
beforeAll(async () => {
  world = await openWorld({
    clock: () => new Date(start + moved),
    sandboxClock: () => new Date(start),
  });
}, 60_000);
afterAll(() => world.close());

const tokenIs = (state: object) =>
  world.kommo('/sandbox/meta/token', { method: 'POST', body: state });
const look = async () => {
  const { config, clock, store } = world.services;
  const checks = await checkMeta({ config, clock, kept: store });
  return inSpanish(checks) as readonly { name: string; state: string; found: string }[];
};
const found = async (name: string) => {
  const one = (await look()).find((check) => check.name === name);
  return one === undefined ? null : [one.state, one.found];
};
const day = 86_400;

test.each([
  ['does not end', {}, 'ok', 'No termina por sí solo'],
  ['ends in 15 days', { expiresAt: start / 1000 + 15 * day }, 'ok', 'Vale hasta el 2026-12-13'],
  [
    'ends in 13 days',
    { expiresAt: start / 1000 + 13 * day },
    'warning',
    'Vale hasta el 2026-12-11',
  ],
  ['has ended', { expiresAt: start / 1000 - day }, 'failed', 'Meta ya no lo acepta'],
  [
    'lacks the permission',
    { scopes: [] },
    'failed',
    'Le falta el permiso leads_retrieval: no puede leer las respuestas',
  ],
])('a page token that %s is told (R5.3, R8.2)', async (_name, state, tone, words) => {
  await tokenIs(state);
  expect(await found('Token de la página de Meta')).toEqual([tone, words]);
});

test('one that was taken back is told by the page that does not open (R5.3)', async () => {
  await tokenIs({ isValid: false });
  const [state, words] = (await found('Anuncios de Meta')) ?? [];
  expect(state).toBe('failed');
  expect(words).toContain('META_PAGE_TOKEN');
  await tokenIs({});
});

test('when leads were looked for that no delivery told stands there, and that it is late (R5.3)', async () => {
  const name = 'Leads que Meta no avisó';
  expect(await found(name)).toEqual(['ok', 'Todavía no se han buscado']);
  await catchUpAdLeads(drive(world).services, { atOnce: true });
  const words = 'Se buscaron por última vez el 28/11 08:00; se repite cada 15 minutos';
  expect(await found(name)).toEqual(['ok', words]);
  moved += 61 * 60_000;
  expect(await found(name)).toEqual(['warning', words]);
});
