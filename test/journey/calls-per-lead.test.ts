import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openHooksWorld } from './hooks-world.js';
import type { HooksWorld } from './hooks-world.js';

let hooks: HooksWorld;
beforeAll(async () => {
  hooks = await openHooksWorld();
  // What is asked once in a process, or once a day, is asked for by the first lead.
  const { leadId } = await hooks.capture(1);
  await hooks.move(leadId, { won: true });
  await hooks.settle();
});
afterAll(() => hooks.close());

/** Calls of the companion; what the test itself asks is forgotten first. */
const counted = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
  await hooks.takeCalls();
  await act();
  const calls = await hooks.takeCalls();
  return calls.map((call) => call.split('?')[0]?.replace(/\d{4,}/, '…') ?? '');
};

test('a lead alone costs ten calls of Kommo from its capture to Odoo', async () => {
  let leadId = 0;
  const captured = await counted(async () => {
    ({ leadId } = await hooks.capture(2));
  });
  const won = await counted(async () => {
    await hooks.move(leadId, { won: true });
    await hooks.settle();
  });
  // Fifty captures share the first; contacts are listed at most once in five seconds. A hook is never believed, so the
  // lead is read when it comes, and again, with its people and its history, when Odoo is ready for it. The hooks of our
  // own two writes cost nothing.
  expect(captured.filter((call) => call !== 'GET /api/v4/contacts')).toEqual([
    'POST /api/v4/leads/complex',
  ]);
  const [look, ...handOver] = won;
  expect(look).toBe('GET /api/v4/leads/…');
  expect([...handOver].sort()).toEqual([
    'GET /api/v4/companies/…',
    'GET /api/v4/contacts/…',
    'GET /api/v4/events',
    'GET /api/v4/leads/…',
    'GET /api/v4/leads/…/notes',
    'GET /api/v4/tasks',
    'PATCH /api/v4/leads/…',
    'POST /api/v4/leads/…/notes',
  ]);
  expect(hooks.takeFailures()).toEqual([]);
});
