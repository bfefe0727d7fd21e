import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { HookBody } from '../../../backend/src/journey/reading/hook-body.js';
import { readHook } from '../../../backend/src/journey/hooks/read-hook.js';
import type { JobRequest } from '../../../backend/src/work/request.js';
import { openWorld, profile } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
const now = new Date('2026-11-23T12:00:00Z');
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
});
afterAll(() => world.close());

async function read(...bodies: readonly unknown[]): Promise<readonly (readonly JobRequest[])[]> {
  const ids = [];
  for (const body of bodies) {
    const dedupeKey = randomUUID();
    await world.services.store.hooks.append({ kind: 'account', dedupeKey, body, requestId: 'r' });
    const { rows } = await world.pool.query<{ id: string }>(
      'select id from hooks where dedupe_key = $1',
      [dedupeKey],
    );
    ids.push({ id: rows[0]?.id ?? '' });
  }
  const outcomes = await readHook.run(world.services, ids);
  return outcomes.map((outcome) => {
    if (outcome.kind !== 'done') throw new Error(outcome.kind);
    return outcome.next;
  });
}
const lead = (id: number, action = 'update', fingerprint: string | null = null) => ({
  ...{ id, action, statusId: 5, fingerprint },
});
const steps = (jobs: readonly JobRequest[] | undefined) => jobs?.map(({ step }) => step);

test('each lead of a hook is looked at, an added one after a rest (R9.3)', async () => {
  const [jobs] = await read({ leads: [lead(1), lead(2, 'add')] } satisfies HookBody);
  expect(steps(jobs)).toEqual(['look-again', 'look-again']);
  expect(jobs?.map(({ delayMs }) => delayMs)).toEqual([undefined, 10_000]);
});

test('the same hook read twice asks for the same jobs', async () => {
  const [first] = await read({ leads: [lead(1)] });
  expect(first?.[0]?.key).toMatch(/^1:update:[\da-f-]{36}$/);
});

test('a lead told as it was last seen is let go, also among others', async () => {
  const { store } = world.services;
  const id = randomUUID();
  const at = { capturedAt: now.toISOString(), sendingSince: null };
  const ids = { kommoLeadId: 77, kommoContactId: null, kommoCompanyId: null };
  await store.leads.insertMany([
    {
      lead: { id, profile: profile(1), ...at, ...ids },
      score: {
        ...{ model: 'pre', version: 'v', total: 0, leadClass: 'NURTURING' },
        ...{ contributions: [], missing: [] },
      },
      cause: 'captured',
    },
  ]);
  await store.seen.record([{ kommoLeadId: 77, fingerprint: 'as-seen' }]);
  const leads = [
    lead(77, 'update', 'as-seen'),
    lead(77, 'status', 'other'),
    lead(78, 'update', 'x'),
  ];
  const [jobs] = await read({ leads });
  expect(jobs?.map(({ key }) => key.split(':').slice(0, 2))).toEqual([
    ['77', 'status'],
    ['78', 'update'],
  ]);
});

test.each([
  ['recalculate', 'recalculate'],
  ['start_qualification', 'start-qualification'],
  ['start_follow_up', 'start-follow-up'],
  ['send_to_odoo', 'look-again'],
  ['of a later version', 'look-again'],
])('the action "%s" of the digital pipeline asks for %s (R9.3)', async (tile, step) => {
  const [jobs] = await read({ leads: [lead(5, 'lead_appeared_in_status')], tile });
  expect(steps(jobs)).toEqual([step]);
});

test('a contact and a waiting bot have steps of their own', async () => {
  const [contact, bot] = await read(
    { leads: [], contacts: [{ id: 9, action: 'update' }] },
    {
      leads: [lead(1, 'bot')],
      bot: { leadId: 1, returnPath: '/api/v4/salesbot/1/continue/a', data: {} },
    },
  );
  expect(steps(contact)).toEqual(['look-at-contact']);
  expect(steps(bot)).toEqual(['look-again', 'answer-bot']);
});

test('what could not be read asks for nothing, what is no hook of ours fails', async () => {
  expect(await read({ leads: [], unreadable: '?' })).toEqual([[]]);
  await expect(read({ nonsense: true })).rejects.toThrow('failed');
});
