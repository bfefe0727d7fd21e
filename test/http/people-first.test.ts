import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createApp } from '../../backend/src/app.js';
import { cardSchema } from '../../contract/card.js';
import { widgetPaths } from '../../contract/paths.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { servicesOf, wonLeads } from '../support/won-leads.js';

let world: World;
let server: Server;
let base: string;
let leadId: number;

beforeAll(async () => {
  world = await openWorld();
  [leadId = 0] = await wonLeads(world, servicesOf(world), [1]);
  const verify = () => Promise.resolve({ userId: 1002, isAdmin: false });
  server = createServer(createApp(world.services, verify, world.metrics));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

/** Kommo has asked for five minutes, and five seconds are over: a person may try. */
beforeEach(async () => {
  await world.kommo('/sandbox/faults', { method: 'POST', body: { kind: '429', times: 1 } });
  await expect(world.services.kommo.readLead(leadId)).rejects.toThrow('asks to slow down');
  await world.services.store.shared.change(`kommo:${new URL(world.kommoUrl).host}`, (kept) => {
    const held = kept as { readonly rest: object };
    return { kept: { ...held, rest: { ...held.rest, probeAt: 0 } }, result: null };
  });
  await expect(world.services.kommo.readLead(leadId)).rejects.toThrow('the call waits');
});

const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(base + path, {
    method,
    headers: { 'x-auth-token': 'token', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
};

test('a card that is opened tries Kommo while batches rest, and ends the rest for them (R9.1)', async () => {
  const card = cardSchema.parse(await call('GET', widgetPaths.card(leadId)));
  expect(card.stale).toBe(false);
  expect(await world.services.kommo.readLead(leadId)).not.toBeNull();
});

test('so does what a person changes in it, with its body read (R2.5)', async () => {
  const answers = { budget_range: '30k_50k' };
  const card = cardSchema.parse(await call('PATCH', widgetPaths.answers(leadId), { answers }));
  expect(card.stale).toBe(false);
});
