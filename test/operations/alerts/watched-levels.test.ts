import { afterEach, expect, test } from '@jest/globals';
import { watchFailures } from '../../../backend/src/operations/alerts/watch-failures.js';
import { readRaised } from '../../../backend/src/operations/alerts/read-raised.js';
import { inSpanish } from '../../support/in-spanish.js';
import { openWorkWorld } from '../work-world.js';
import type { WorkWorld } from '../work-world.js';

const dayMs = 24 * 3_600_000;
let work: WorkWorld;
afterEach(() => work.close());

const told = async () =>
  (await watchFailures(work.services)).map(({ subject, level }) => `${subject} ${level}`).sort();

test('the end of Odoo’s key is told 14 and 3 days before, with what to do, and is clear with a later one (R8.5)', async () => {
  let now = new Date('2027-02-01T12:00:00Z');
  work = await openWorkWorld({ clock: () => now, env: { ODOO_KEY_EXPIRES: '2027-03-01' } });
  expect(await told()).toEqual([]);
  now = new Date('2027-02-18T12:00:00Z');
  expect(await told()).toEqual(['odoo_key 90']);
  expect(await told()).toEqual([]);
  expect(inSpanish((await readRaised(work.services))[0]?.text)).toBe(
    'Días que le quedan a la clave de Odoo: 10. Cree una nueva (Odoo → Preferencias → Seguridad), póngala en ODOO_KEY y su fecha en ODOO_KEY_EXPIRES.',
  );
  now = new Date('2027-03-02T12:00:00Z');
  expect(await told()).toEqual(['odoo_key 100']);
  work = {
    ...work,
    services: {
      ...work.services,
      config: { ...work.services.config, odooKeyExpires: '2027-06-01' },
    },
  };
  expect(await told()).toEqual(['odoo_key 0']);
});

test('the end of Meta’s page token, or of its access to data, is asked of Meta once an hour and told (R8.5)', async () => {
  let now = new Date('2027-02-01T12:00:00Z');
  work = await openWorkWorld({ clock: () => now });
  const inDays = (days: number) => Math.floor((now.getTime() + days * dayMs) / 1000);
  const set = (body: unknown) => work.world.kommo('/sandbox/meta/token', { method: 'POST', body });
  const later = () => (now = new Date(now.getTime() + 61 * 60_000));
  await set({ expiresAt: 0, dataAccessExpiresAt: 0 });
  expect(await told()).toEqual([]);
  await set({ expiresAt: inDays(60), dataAccessExpiresAt: inDays(10) });
  expect(await told()).toEqual([]);
  later();
  expect(await told()).toEqual(['meta_token 90']);
  await set({ isValid: false });
  later();
  expect(await told()).toEqual(['meta_token 100']);
  await set({ expiresAt: inDays(60) });
  later();
  expect(await told()).toEqual(['meta_token 0']);
});
