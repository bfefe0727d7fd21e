import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { catchUp } from '../../backend/src/operations/catch-up.js';
import { watchFailures } from '../../backend/src/operations/alerts/watch-failures.js';
import { wantedOf } from '../../backend/src/account/provision/wanted.js';
import type { HookSubscription } from '../../backend/src/adapters/kommo/kommo.js';
import { openHooksWorld } from '../journey/hooks-world.js';
import type { HooksWorld } from '../journey/hooks-world.js';

let hooks: HooksWorld;
let hook: HookSubscription;
beforeAll(async () => {
  hooks = await openHooksWorld();
  const wanted = wantedOf(hooks.world.config).hook;
  if (wanted === null) throw new Error('no hook is wanted');
  hook = wanted;
});
afterAll(() => hooks.close());
beforeEach(async () => {
  await run();
  await hooks.takeHooks();
  await hooks.takeCalls();
});
afterEach(() => {
  expect(hooks.takeFailures()).toEqual([]);
});

const run = async (atOnce = true) => {
  const found = await catchUp(hooks.services, { hook, atOnce });
  await hooks.drain();
  return found;
};
const profileOf = async (id: string) =>
  (await hooks.services.store.leads.findByIds([id]))[0]?.profile;

test('what changed while the companion was down is found: an edit, a won lead, a deletion, a number', async () => {
  const [edited, won, deleted, called] = [
    await hooks.capture(1),
    await hooks.capture(2),
    await hooks.capture(3),
    await hooks.capture(4),
  ];
  const { contactId } = await hooks.readLead(called.leadId);
  await hooks.edit(edited.leadId, { COMPANY_SIZE: '1-5' });
  await hooks.move(won.leadId, { won: true });
  await hooks.world.kommo(`/sandbox/leads/${deleted.leadId}/delete`, { method: 'POST' });
  await hooks.world.kommo(`/api/v4/contacts/${contactId}`, {
    method: 'PATCH',
    body: {
      custom_fields_values: [
        { field_code: 'PHONE', values: [{ value: '8295550004', enum_code: 'MOB' }] },
      ],
    },
  });
  await hooks.takeHooks();

  await run();

  expect((await profileOf(edited.id))?.answers.company_size?.value).toBe('1-5');
  expect((await hooks.services.store.handOvers.find(won.leadId))?.state).toBe('done');
  expect(await hooks.services.store.seen.present([deleted.leadId])).toEqual([]);
  expect((await profileOf(called.id))?.person.phone).toBe('+18295550004');
});

test('where nothing changed it costs four calls and reads no lead', async () => {
  expect(await run()).toEqual({ leads: 0, contacts: 0 });
  const calls = await hooks.takeCalls();
  expect(calls.map((call) => call.split('?')[0])).toEqual([
    'GET /api/v4/webhooks',
    'GET /api/v4/leads',
    'GET /api/v4/events',
    'GET /api/v4/contacts',
  ]);
});

test('within the hour it waits, after the start of a process it does not', async () => {
  expect(await run(false)).toBeNull();
  expect(await hooks.takeCalls()).toEqual([]);
  expect(await run(true)).not.toBeNull();
});

test('two processes do it one after the other, and look at a lead once', async () => {
  const { leadId } = await hooks.capture(5);
  await hooks.edit(leadId, { COMPANY_SIZE: '1-5' });
  await hooks.takeHooks();
  const found = await Promise.all([run(), run()]);
  expect(found.map((one) => one?.leads)).toContain(1);
  expect((await hooks.readLead(leadId)).leadScore).toBeLessThan(54);
});

test('when Kommo does not answer, the next one begins where this one began', async () => {
  const { id, leadId } = await hooks.capture(6);
  await hooks.edit(leadId, { COMPANY_SIZE: '1-5' });
  await hooks.takeHooks();
  await hooks.world.kommo('/sandbox/faults', {
    method: 'POST',
    body: { kind: '500', method: 'GET', match: '/api/v4/contacts', times: 1 },
  });
  await expect(run()).rejects.toMatchObject({ code: 'kommo_unreachable' });
  expect((await profileOf(id))?.answers.company_size?.value).toBe('21-50');
  await run(false);
  await run(true);
  expect((await profileOf(id))?.answers.company_size?.value).toBe('1-5');
});

const hooksSchema = z.object({
  _embedded: z.object({
    webhooks: z.array(z.object({ disabled: z.boolean(), settings: z.array(z.string()) })),
  }),
});
const subscribed = async () =>
  hooksSchema.parse(await hooks.world.kommo('/api/v4/webhooks'))._embedded.webhooks;

test.each([false, true])(
  'a hook that Kommo has disabled is armed again and reported; the second way: %s (R8.5)',
  async (keepsDisabled) => {
    const set = (on: boolean) =>
      hooks.world.kommo('/sandbox/switches', {
        method: 'POST',
        body: { 'webhook-post-keeps-disabled': on },
      });
    await disableHook(hooks, keepsDisabled ? 51 : 50);
    expect((await subscribed()).map(({ disabled }) => disabled)).toEqual([true]);
    await set(keepsDisabled);
    await run();
    await set(false);
    const [armed, ...others] = await subscribed();
    expect({ armed: armed?.disabled, others }).toEqual({ armed: false, others: [] });
    expect([...(armed?.settings ?? [])].sort()).toEqual([...hook.settings].sort());
    expect(await hooks.services.store.settings.get('kommo.hook_state')).toMatchObject({
      state: 'armed_again',
    });
    const told = async () =>
      (await watchFailures(hooks.services)).map(({ subject, level }) => `${subject} ${level}`);
    expect(await told()).toEqual(['hooks 100']);
    await run();
    expect(await told()).toEqual(['hooks 0']);
  },
);

/** As Kommo does it: more than a hundred answers that are none. */
async function disableHook(world: HooksWorld, index: number): Promise<void> {
  const { leadId } = await world.capture(index);
  await world.refuse(async () => {
    for (let index = 0; index <= 101; index += 1)
      await world.edit(leadId, { COMPANY_SIZE: index % 2 === 0 ? '1-5' : '6-20' });
    for (;;) {
      if ((await subscribed()).every(({ disabled }) => disabled)) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
  await world.world.kommo('/sandbox/deliveries', { method: 'DELETE' });
}
