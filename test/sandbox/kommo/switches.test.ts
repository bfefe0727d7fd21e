import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { startReceiver, startTestSandbox } from './start.js';
import type { TestSandbox } from './start.js';

let status = 200;
let kommo: TestSandbox;
let companion: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  companion = await startReceiver(() => status);
  kommo = await startTestSandbox({ companionUrl: companion.url });
});
beforeEach(async () => {
  status = 200;
  await kommo.post('/sandbox/reset', {});
  await kommo.post('/sandbox/limits', { perSecond: 0, perAccount: 0 });
  companion.received.length = 0;
});
afterAll(async () => {
  await kommo.close();
  await companion.close();
});

const turn = (name: string, on = true) => kommo.post('/sandbox/switches', { [name]: on });
const subscribe = (...settings: string[]) =>
  kommo.post('/api/v4/webhooks', { destination: `${companion.url}/hook`, settings });

test('pages-capped-at-100', async () => {
  await kommo.post(
    '/api/v4/leads',
    Array.from({ length: 102 }, () => ({})),
  );
  expect((await kommo.get('/api/v4/leads?limit=1&page=101')).status).toBe(200);
  await turn('pages-capped-at-100');
  expect((await kommo.get('/api/v4/leads?limit=1&page=100')).status).toBe(200);
  expect((await kommo.get('/api/v4/leads?limit=1&page=101')).status).toBe(204);
});

test('if-modified-since-honoured', async () => {
  await kommo.post('/api/v4/leads', [{}]);
  const later = new Date(Date.now() + 60_000).toUTCString();
  const list = () =>
    kommo.call('GET', '/api/v4/leads', undefined, {
      authorization: 'Bearer sandbox-token',
      'if-modified-since': later,
    });
  expect((await list()).status).toBe(200);
  await turn('if-modified-since-honoured');
  expect((await list()).status).toBe(304);
});

test('webhook-created-201', async () => {
  expect((await subscribe('add_lead')).status).toBe(200);
  await turn('webhook-created-201');
  expect((await subscribe('add_lead')).status).toBe(201);
});

test('complex-refuses-existing-ids', async () => {
  const contact = (await kommo.post('/api/v4/contacts', [{ name: 'Ana' }])).id(
    '_embedded.contacts.0.id',
  );
  const add = () =>
    kommo.post('/api/v4/leads/complex', [{ _embedded: { contacts: [{ id: contact }] } }]);
  expect((await add()).status).toBe(200);
  await turn('complex-refuses-existing-ids');
  expect((await add()).status).toBe(400);
});

test('duplicate-field-code-accepted', async () => {
  const add = () =>
    kommo.post('/api/v4/leads/custom_fields', [{ name: 'x', type: 'text', code: 'UTM_SOURCE' }]);
  expect((await add()).status).toBe(400);
  await turn('duplicate-field-code-accepted');
  expect((await add()).status).toBe(201);
});

test('hook-request-id-changes', async () => {
  await turn('hook-request-id-changes');
  await subscribe('add_lead');
  status = 500;
  await kommo.post('/api/v4/leads', [{}]);
  await companion.until(1);
  await kommo.post('/sandbox/clock', { advanceMs: 5 * 60_000 });
  const ids = companion.received.map(({ headers }) => headers['x-amocrm-requestid']);
  expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
});

test('accept-fires-add', async () => {
  await turn('accept-fires-add');
  await subscribe('add_lead');
  const metadata = { category: 'forms', form_id: '1' };
  await kommo.post('/api/v4/leads/complex', [{ _embedded: { metadata } }]);
  const uid = String((await kommo.get('/api/v4/leads/unsorted')).at('_embedded.unsorted.0.uid'));
  await kommo.post(`/api/v4/leads/unsorted/${uid}/accept`, {});
  await companion.until(1);
  expect(companion.first().body).toContain('leads%5Badd%5D');
});

test('the account as a whole takes fifty calls a second', async () => {
  let now = 0;
  const driven = await startTestSandbox({ ticks: () => now });
  await driven.post('/sandbox/limits', { perSecond: 0, perAccount: 50 });
  const refused = async (calls: number) => {
    const answers = await Promise.all(
      Array.from({ length: calls }, () => driven.get('/api/v4/account')),
    );
    return answers.filter((answer) => answer.status === 429).length;
  };
  expect(await refused(51)).toBe(1);
  now = 1000;
  expect(await refused(50)).toBe(0);
  await driven.close();
});

test('limit-counts-account-only: an address alone is not counted', async () => {
  await kommo.post('/sandbox/limits', { perSecond: 2 });
  await turn('limit-counts-account-only');
  const answers = await Promise.all(Array.from({ length: 3 }, () => kommo.get('/api/v4/account')));
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(1);
});

test('every switch is tried by a test and listed in the README', async () => {
  const switches = (await kommo.get('/sandbox/switches')).body;
  const names = Array.isArray(switches) ? switches.map((one: { name: string }) => one.name) : [];
  const here = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const tests = readdirSync(new URL('..', import.meta.url), { encoding: 'utf8', recursive: true })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => here(`../${path}`))
    .join('\n');
  const readme = here('../../../sandbox/kommo/README.md');
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !tests.includes(`'${name}'`))).toEqual([]);
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
