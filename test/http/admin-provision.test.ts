import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { provisionPlanSchema, provisionRunSchema } from '../../contract/admin.js';
import { adminPaths } from '../../contract/paths.js';
import { adminRoutes } from '../../backend/src/http/routes/admin.js';
import { widgetAuth } from '../../backend/src/http/middleware/widget-auth.js';
import { problemHandler } from '../../backend/src/http/middleware/problem.js';
import { requestId } from '../../backend/src/http/middleware/request-id.js';
import express from 'express';
import { silentLog } from '../support/database.js';
import { openWorld, until } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
let server: Server;
let base: string;

beforeAll(async () => {
  world = await openWorld();
  const app = express();
  app.use(requestId);
  app.use(
    '/widget/v1',
    widgetAuth(() => Promise.resolve({ userId: 1001, isAdmin: true })),
  );
  app.use(adminRoutes(world.services), problemHandler(silentLog));
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  await world.work();
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

const ask = async (path: string, method = 'GET') => {
  const response = await fetch(base + path, { method, headers: { 'x-auth-token': 'one' } });
  return (await response.json()) as unknown;
};
const plan = async () => provisionPlanSchema.parse(await ask(adminPaths.provision));
const run = async () => provisionRunSchema.parse(await ask(adminPaths.provisionRun));
const ended = () =>
  until('the end of the run', async () => {
    const state = await run();
    return !state.running && state;
  });

async function removeField(code: string): Promise<void> {
  const fields = (await world.kommo('/api/v4/leads/custom_fields?limit=250')) as {
    _embedded: { custom_fields: { id: number; code: string | null }[] };
  };
  const field = fields._embedded.custom_fields.find((one) => one.code === code);
  await world.kommo(`/api/v4/leads/custom_fields/${field?.id ?? 0}`, { method: 'DELETE' });
}

test('the plan is shown, applied in the background, and empty afterwards (R3.1, R3.2)', async () => {
  expect((await plan()).changes).toEqual([]);
  await removeField('TAX_REGIME');
  await removeField('COMPANY_SIZE');
  const planned = await plan();
  expect(planned.changes.map(({ kind }) => kind)).toEqual(['create_field', 'create_field']);
  expect(planned.changes.map(({ text }) => text).join()).toMatch(/«.+» \(TAX_REGIME\): crear con/);
  expect(planned.manual.some(({ paste }) => paste?.endsWith('/pipeline') === true)).toBe(true);

  const started = provisionRunSchema.parse(await ask(adminPaths.provision, 'POST'));
  expect(started.running).toBe(true);
  // Pressed twice, it runs once.
  expect(provisionRunSchema.parse(await ask(adminPaths.provisionRun, 'POST')).running).toBe(true);
  expect(await ended()).toEqual({ running: false, done: 2, total: 2, failed: [] });
  expect((await plan()).changes).toEqual([]);
});

test('a change that Kommo refuses is named with its reason', async () => {
  await removeField('TAX_REGIME');
  await world.kommo('/sandbox/faults', {
    method: 'POST',
    body: { kind: '405', match: '/api/v4/leads/custom_fields', method: 'POST', times: 5 },
  });
  await ask(adminPaths.provision, 'POST');
  const { failed, done } = await ended();
  expect(done).toBe(0);
  expect(failed).toHaveLength(1);
  expect(failed[0]?.text).toContain('TAX_REGIME');
  expect(failed[0]?.reason).toContain('Kommo rechazó');
  await world.kommo('/sandbox/faults', { method: 'DELETE' });
});

test('a run that a kill has cut short goes on when the companion is back', async () => {
  // As a killed process leaves it: the run is marked as running, and its job is taken again.
  await world.services.store.settings.set('provision.run', {
    ...{ running: true, done: 0, total: 1, failed: [] },
    touchedAt: new Date().toISOString(),
  });
  expect((await run()).running).toBe(true);
  await world.services.administration.provisionRuns.work(false);
  expect(await run()).toEqual({ running: false, done: 1, total: 1, failed: [] });
  expect((await plan()).changes).toEqual([]);
});

test('a run without any sign for ten minutes may be started again', async () => {
  await world.services.store.settings.set('provision.run', {
    ...{ running: true, done: 0, total: 1, failed: [] },
    touchedAt: new Date(Date.now() - 11 * 60_000).toISOString(),
  });
  expect((await run()).running).toBe(false);
  expect(provisionRunSchema.parse(await ask(adminPaths.provision, 'POST')).running).toBe(true);
  expect(await ended()).toMatchObject({ running: false, failed: [] });
});

test('an account that is closed ends the run with what to do', async () => {
  await world.kommo('/sandbox/faults', {
    method: 'POST',
    body: { kind: '402', match: '/api/v4/leads/pipelines', times: 5 },
  });
  await ask(adminPaths.provision, 'POST');
  const { failed } = await ended();
  expect(failed[0]?.text).toContain('plan');
  expect(failed[0]?.reason).toContain('Renuévelo');
  await world.kommo('/sandbox/faults', { method: 'DELETE' });
});
