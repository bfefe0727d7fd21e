import { beforeEach, expect, test } from '@jest/globals';
import { odooConnectionSchema } from '../../../contract/odoo-connection.js';
import { createOdooConnections } from '../../../backend/src/account/connection/odoo-connection.js';
import { AppError } from '../../../backend/src/errors.js';
import { inSpanish } from '../../support/in-spanish.js';

const minute = 60_000;
let now: number;
let stored: Map<string, unknown>;
let asked: number;
let answer: () => Promise<{
  readonly version: string;
  readonly transport: 'json2';
  readonly userId: number;
}>;

beforeEach(() => {
  now = Date.parse('2026-11-20T12:00:00.000Z');
  stored = new Map();
  asked = 0;
  answer = () => Promise.resolve({ version: '19.0', transport: 'json2', userId: 5 });
});

const configured: Parameters<typeof createOdooConnections>[0]['configured'] = {
  ...{ url: 'https://odoo.example', database: 'firma', login: 'bot', keys: ['key'] },
  transport: 'auto',
  ...{ concurrency: 2, exchangeRates: {} },
};

/** Another process has connections of its own over the same settings. */
const open = (longestWaitMs = 1_000) =>
  createOdooConnections({
    odoo: {
      readServer: () => {
        asked += 1;
        return answer();
      },
      wakeUp: () => undefined,
      lacks: [],
    },
    configured,
    settings: {
      get: (key) => Promise.resolve(stored.get(key) ?? null),
      set: (key, value) => Promise.resolve(void stored.set(key, value)),
    },
    clock: () => new Date(now),
    longestWaitMs,
  });

const refuse = () =>
  Promise.reject(
    new AppError('odoo_key_rejected', 'no', { reason: { code: 'odoo.key_rejected' } }),
  );

test('Odoo that answers is told with transport, version and database, asked once a minute by all processes', async () => {
  const first = odooConnectionSchema.parse(inSpanish(await open().read()));
  expect(first).toEqual({
    ...{ state: 'connected', since: new Date(now).toISOString() },
    ...{ checkedAt: new Date(now).toISOString(), transport: 'json2', version: '19.0' },
    ...{ url: 'https://odoo.example', database: 'firma', lastError: null },
    ...{ remedy: null, lacks: [] },
  });
  now += minute;
  expect(await open().read()).toEqual(first);
  expect(asked).toBe(1);
  now += 1;
  expect(await open().read()).toMatchObject({ state: 'connected', since: first.since });
  expect(asked).toBe(2);
});

test('a refusal is told with its reason and what to do, and stays the last failure once it is mended', async () => {
  await open().read();
  const well = answer;
  answer = refuse;
  now += 5 * minute;
  const failing = odooConnectionSchema.parse(inSpanish(await open().read()));
  expect(failing).toMatchObject({
    ...{ state: 'failing', since: new Date(now).toISOString(), version: '19.0' },
    lastError: { reason: expect.stringContaining('rechazó la clave') },
    remedy: expect.stringContaining('ODOO_KEY'),
  });
  answer = well;
  now += 1_000;
  const mended = odooConnectionSchema.parse(inSpanish(await open().test()));
  expect(mended).toMatchObject({
    ...{ state: 'connected', since: new Date(now).toISOString(), remedy: null },
    lastError: failing.lastError,
  });
});

test('a page does not wait for an Odoo that never answers', async () => {
  answer = () => new Promise(() => undefined);
  expect(inSpanish(await open(1).read())).toMatchObject({
    state: 'failing',
    lastError: { reason: expect.stringContaining('no responde') },
  });
});

test('what is not configured says what to write', async () => {
  const connections = createOdooConnections({
    ...{ odoo: null, configured: null, clock: () => new Date(now) },
    settings: { get: () => Promise.resolve(null), set: () => Promise.resolve() },
  });
  expect(odooConnectionSchema.parse(inSpanish(await connections.read()))).toMatchObject({
    state: 'not_configured',
    remedy: expect.stringContaining('ODOO_URL'),
  });
});
