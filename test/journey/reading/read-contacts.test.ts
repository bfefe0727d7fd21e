import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readContacts } from '../../../backend/src/journey/reading/read-contacts.js';
import type { Services } from '../../../backend/src/services.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
/** What our clock is ahead of Kommo's. */
let aheadMs = 0;
let services: Services;
let number = 100;
beforeAll(async () => {
  world = await openWorld();
  services = { ...world.services, clock: () => new Date(Date.now() + aheadMs) };
});
beforeEach(() => {
  number += 1;
});
afterAll(() => world.close());

const phone = () => `8095550${String(number)}`;

const typeIn = (phones: readonly string[]) =>
  world.kommo('/api/v4/contacts', {
    method: 'POST',
    body: phones.map((value) => ({
      name: 'Ana Mota',
      custom_fields_values: [{ field_code: 'PHONE', values: [{ value, enum_code: 'MOB' }] }],
    })),
  });

async function isKnown(value: string): Promise<boolean> {
  const leadId = `probe ${value}`;
  const claims = await services.store.people.claim([{ leadId, keys: [`phone:+1${value}`] }]);
  await services.store.people.release([leadId]);
  return claims.get(leadId)?.kind === 'known';
}

async function callsOf(work: () => Promise<void>): Promise<readonly string[]> {
  await world.kommo('/sandbox/requests', { method: 'DELETE' });
  await work();
  const log = z
    .array(z.object({ method: z.string(), path: z.string() }))
    .parse(await world.kommo('/sandbox/requests'));
  return log.map(({ path }) => path).filter((path) => path.startsWith('/api/v4/contacts'));
}

test.each([
  ['far ahead of Kommo', 10 * 60_000],
  ['a day and more ahead, where Kommo has contacts', 30 * 60 * 60_000],
  ['right', 0],
  ['behind Kommo', -10 * 60_000],
])('no contact is missed while our clock is %s (decision 12)', async (_name, shiftMs) => {
  aheadMs = shiftMs;
  await readContacts(services);
  await typeIn([phone()]);
  aheadMs += 6_000;
  await readContacts(services);
  expect(await isKnown(phone())).toBe(true);
});

test('Kommo is asked at most once in five seconds, and only for what changed since', async () => {
  aheadMs = 60 * 60_000;
  await readContacts(services);
  expect(await callsOf(() => readContacts(services))).toEqual([]);
  aheadMs += 6_000;
  const [asked, ...others] = await callsOf(() => readContacts(services));
  expect(asked).toMatch(/filter\[updated_at\]\[from\]=|filter%5Bupdated_at%5D%5Bfrom%5D=/u);
  expect(others).toEqual([]);
});

test('more contacts of one second than a page takes are all read', async () => {
  aheadMs = 2 * 60 * 60_000;
  const phones = Array.from({ length: 600 }, (_, index) => `829555${String(1000 + index)}`);
  for (const from of [0, 200, 400]) await typeIn(phones.slice(from, from + 200));
  await readContacts(services);
  expect(await Promise.all(phones.map(isKnown))).not.toContain(false);
});

test('of two numbers in one field both find the contact (decision 12)', async () => {
  aheadMs = 0;
  await readContacts(services);
  const first = phone();
  number += 1;
  const second = phone();
  await typeIn([`${first} / ${second}`]);
  aheadMs += 6_000;
  await readContacts(services);
  expect([await isKnown(first), await isKnown(second)]).toEqual([true, true]);
});
