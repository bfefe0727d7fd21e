import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openHooksWorld } from '../hooks-world.js';
import type { HooksWorld } from '../hooks-world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
});
afterAll(() => hooks.close());

const knownAs = async (key: string) => {
  const claims = await hooks.services.store.people.claim([{ leadId: `probe ${key}`, keys: [key] }]);
  await hooks.services.store.people.release([`probe ${key}`]);
  return claims.get(`probe ${key}`);
};
const phone = (value: string) => ({
  custom_fields_values: [{ field_code: 'PHONE', values: [{ value, enum_code: 'MOB' }] }],
});

test('a number changed in Kommo is known at once, and the lead that has the contact too', async () => {
  const { id, leadId } = await hooks.capture(1);
  const { contactId } = await hooks.readLead(leadId);
  await hooks.world.kommo(`/api/v4/contacts/${contactId}`, {
    method: 'PATCH',
    body: phone('809 555 0199'),
  });
  await hooks.settle();
  expect(await knownAs('phone:+18095550199')).toEqual({ kind: 'known', contactId });
  expect(await knownAs('phone:+18095550001')).toEqual({ kind: 'claimed' });
  const [row] = await hooks.services.store.leads.findByIds([id]);
  expect(row?.profile.person.phone).toBe('+18095550199');
});

test('a contact that was typed into Kommo is known; the echo of our own costs no call', async () => {
  await hooks.world.kommo('/api/v4/contacts', {
    method: 'POST',
    body: [{ name: 'Ana Mota', ...phone('829 555 0111') }],
  });
  await hooks.settle();
  expect(await knownAs('phone:+18295550111')).toMatchObject({ kind: 'known' });
  await hooks.takeCalls();
  await hooks.capture(2);
  expect((await hooks.takeCalls()).filter((call) => call.includes('contacts/'))).toEqual([]);
});
