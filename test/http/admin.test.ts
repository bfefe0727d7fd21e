import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { connectionSchema, doctorSchema } from '../../contract/admin.js';
import { adminPaths } from '../../contract/paths.js';
import { createApp } from '../../backend/src/app.js';
import { clientSecret, openWorld, until } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
let server: Server;
let base: string;

beforeAll(async () => {
  world = await openWorld();
  const { services, verify, metrics } = world;
  server = createServer(createApp(services, verify, metrics));
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

/** `isAdmin` null leaves the claim out, as some accounts do. */
const tokenOf = (userId: number, isAdmin: boolean | null): Promise<string> => {
  const seconds = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'https://sandbox.kommo.com',
    aud: 'http://localhost:1',
    account_id: 30000001,
    user_id: userId,
    subdomain: 'sandbox',
    client_uuid: '00000000-0000-4000-8000-000000000001',
    iat: seconds,
    nbf: seconds,
    exp: seconds + 1800,
    ...(isAdmin === null ? {} : { is_admin: isAdmin }),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(clientSecret));
};

async function ask(path: string, method = 'GET', token?: string) {
  const given = token ?? (await tokenOf(1001, true));
  const headers = given === '' ? {} : { 'x-auth-token': given };
  const response = await fetch(base + path, { method, headers });
  return { status: response.status, body: (await response.json()) as unknown };
}

const paths = [
  ['GET', adminPaths.connection],
  ['POST', adminPaths.connection],
  ['GET', adminPaths.doctor],
  ['POST', adminPaths.doctor],
  ['GET', adminPaths.provision],
  ['POST', adminPaths.provision],
  ['GET', adminPaths.provisionRun],
  ['POST', adminPaths.provisionRun],
] as const;

describe('who may (R9.2, R8.2)', () => {
  test.each(paths)('%s %s is for administrators only', async (method, path) => {
    expect(await ask(path, method, '')).toMatchObject({
      status: 401,
      body: { code: 'unauthorized' },
    });
    const executive = await tokenOf(1002, false);
    expect(await ask(path, method, executive)).toMatchObject({
      status: 403,
      body: { code: 'admin_only' },
    });
    // What the token says counts, even of a user who is one.
    expect((await ask(path, method, await tokenOf(1001, false))).status).toBe(403);
    const unsaid = await tokenOf(1003, null);
    expect(await ask(path, method, unsaid)).toMatchObject({
      status: 403,
      body: { code: 'admin_only' },
    });
  });

  test('where the token does not say, Kommo is asked once', async () => {
    const before = await usersAsked();
    const token = await tokenOf(1001, null);
    expect((await ask(adminPaths.connection, 'GET', token)).status).toBe(200);
    expect((await ask(adminPaths.provisionRun, 'GET', token)).status).toBe(200);
    expect((await usersAsked()) - before).toBe(1);
  });

  test('a user whom Kommo does not know is none', async () => {
    expect((await ask(adminPaths.connection, 'GET', await tokenOf(4711, null))).status).toBe(403);
  });

  test('other methods are refused', async () => {
    expect((await ask(adminPaths.doctor, 'PATCH')).status).toBe(405);
  });
});

async function usersAsked(): Promise<number> {
  const text = JSON.stringify(await world.kommo('/sandbox/requests'));
  return text.split('"path":"/api/v4/users/1001').length - 1;
}

describe('the connection', () => {
  test('is tested by a call to Kommo', async () => {
    const tested = connectionSchema.parse((await ask(adminPaths.connection, 'POST')).body);
    expect(tested).toMatchObject({ state: 'connected', account: 'sandbox.kommo.com' });
    await world.kommo('/sandbox/faults', {
      method: 'POST',
      body: { kind: '402', match: '/api/v4/account', times: 1 },
    });
    const unpaid = await ask(adminPaths.connection, 'POST');
    expect(unpaid.status).toBe(200);
    const state = await until('the state', async () => {
      const read = connectionSchema.parse((await ask(adminPaths.connection)).body);
      return read.state === 'payment_required' && read;
    });
    expect(state.remedy).toContain('Renuévelo');
    await world.kommo('/sandbox/faults', { method: 'DELETE' });
    // The circuit probes again after ten minutes; a good answer of any other process ends it as well.
    await world.services.store.settings.set('kommo.connection', {
      state: 'connected',
      since: new Date().toISOString(),
    });
  });
});

describe('the doctor', () => {
  test('answers its last report for a minute, and looks again when it is told to', async () => {
    const first = doctorSchema.parse((await ask(adminPaths.doctor)).body);
    expect(first.checks.map(({ group }) => group)).toEqual(
      expect.arrayContaining(['configuration', 'database', 'clock', 'kommo', 'odoo']),
    );
    const again = doctorSchema.parse((await ask(adminPaths.doctor)).body);
    expect(again.checkedAt).toBe(first.checkedAt);
    const fresh = doctorSchema.parse((await ask(adminPaths.doctor, 'POST')).body);
    expect(Date.parse(fresh.checkedAt)).toBeGreaterThan(Date.parse(first.checkedAt));
    const database = fresh.checks.filter(({ group }) => group === 'database');
    expect(database.filter(({ state }) => state === 'failed')).toEqual([]);
  });
});
