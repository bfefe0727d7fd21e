import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { send } from '../../backend/src/adapters/http-client.js';
import { createApp } from '../../backend/src/app.js';
import { growthOf } from '../support/growth.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { body, clientSecret, openWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { saying } from '../support/in-spanish.js';

/** Quadratic work comes out at 8, linear work at 1 or less. */
const fasterThanSize = 3;
const form = 'application/x-www-form-urlencoded';
const hook = '/webhooks/kommo/sandbox-hook';

let world: World;
let served: Served;

beforeAll(async () => {
  world = await openWorld();
  served = await serve(createApp(world.services, world.verify, world.metrics));
});
afterAll(async () => {
  await served.close();
  await world.close();
});

async function post(path: string, text: string, contentType = 'application/json') {
  const response = await fetch(served.url + path, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-capture', 'content-type': contentType },
    body: text,
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
}

const lead = (fields: Readonly<Record<string, unknown>>) =>
  post('/webhooks/leads/direct', JSON.stringify({ ...body(1), ...fields }));

describe('a capture of one long field takes time that grows no faster than its size (R1.2, R8.2)', () => {
  const spaces = (size: number) => `8${' '.repeat(size)}8`;
  test.each([
    ['a phone of spaces', (size: number) => ({ phone_number: spaces(size) })],
    ['a landline of spaces', (size: number) => ({ landline_number: spaces(size) })],
    [
      'a service of exclamation marks',
      (size: number) => ({ service_type: `${'!'.repeat(size)}a` }),
    ],
    ['a choice of exclamation marks', (size: number) => ({ company_size: `${'!'.repeat(size)}a` })],
    [
      'a choice of marks that fold to spaces',
      (size: number) => ({ company_size: '¨'.repeat(size) }),
    ],
    ['an amount of spaces', (size: number) => ({ monthly_revenue: `1${' '.repeat(size)}2` })],
  ])('%s', async (_name, fields) => {
    const growth = await growthOf((size) => lead(fields(size)), { size: 4_000 });
    expect(growth).toBeLessThan(fasterThanSize);
  });

  test.each([
    ['phone_number', `8${' '.repeat(250_000)}8`],
    ['email', `${'a'.repeat(250_000)}@example.com`],
    ['full_name', 'a '.repeat(120_000)],
    ['company_name', 'a '.repeat(120_000)],
    ['service_type', `${'!'.repeat(60_000)}a`],
  ])('a %s that nobody could have typed is refused by its length', async (field, value) => {
    const { status, answer } = await lead({ [field]: value });
    expect(status).toBe(422);
    expect(answer).toMatchObject({ errors: [{ field, reason: saying('larg') }] });
  });

  test('an optional field that is too long is left out and named, and the lead is kept', async () => {
    const { status, answer } = await lead({
      utm_source: 'x'.repeat(200_000),
      consent: ' '.repeat(9_000),
    });
    expect(status).toBe(202);
    expect(answer).toMatchObject({ ignored: [{ field: 'utm_source' }, { field: 'consent' }] });
  });
});

describe('a hook of many brackets takes time that grows no faster than its size (R9.3)', () => {
  test.each([
    ['brackets that never close', (size: number) => `a${'['.repeat(size * 8)}=1`],
    ['brackets within brackets', (size: number) => `a${'[b]'.repeat(size * 3)}=1`],
    ['things without a number', (size: number) => 'leads[add][][id]=1&'.repeat(size * 3)],
    ['fields without a number', (size: number) => 'leads[add][0][]=1&'.repeat(size)],
  ])('%s', async (_name, text) => {
    const growth = await growthOf((size) => post(hook, text(size), form), { size: 1_000 });
    expect(growth).toBeLessThan(fasterThanSize);
  });

  test('one key of another world does not lose the lead beside it', async () => {
    await world.pool.query('delete from hooks');
    await post(hook, `a${'['.repeat(60_000)}=1&account[id]=30000001&leads[add][0][id]=5`, form);
    const { rows } = await world.pool.query<{ body: unknown }>('select body from hooks');
    expect(rows).toMatchObject([{ body: { leads: [{ id: 5, action: 'add' }] } }]);
  });

  test('of more things than Kommo can tell in one hook, the first five hundred are looked at', async () => {
    await world.pool.query('delete from hooks');
    const many = Array.from({ length: 49_000 }, (_, at) => `leads[add][][id]=${at + 1}`).join('&');
    expect((await post(hook, many, form)).status).toBe(200);
    const { rows } = await world.pool.query<{ n: number }>(
      "select jsonb_array_length(body->'leads') as n from hooks",
    );
    expect(rows).toEqual([{ n: 500 }]);
  });
});

describe('JSON nested deeper than anybody writes it is refused before it is read (R8.2)', () => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  const deepObject = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  const botToken = () =>
    new SignJWT({
      ...{ account_id: 30000001, subdomain: 'sandbox', bot_type: 'salesbot' },
      ...{ entity_id: 7, entity_type: '2' },
      client_uuid: '00000000-0000-4000-8000-000000000001',
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(clientSecret));

  test.each([
    [
      'an account hook',
      hook,
      `{"account":{"id":"30000001"},"leads":{"add":[{"id":1,"a":${deep}}]}}`,
    ],
    ['a tile', `${hook}/pipeline`, `{"event":{"data":{"id":1}},"action":${deepObject}}`],
    ['a capture', '/webhooks/leads/direct', JSON.stringify(body(1)).replace('{', `{"a":${deep},`)],
    ['a capture of nothing else', '/webhooks/leads/meta', deepObject],
  ])('%s', async (_name, path, text) => {
    const { status, answer } = await post(path, text);
    expect(status).toBe(400);
    expect(answer).toMatchObject({ code: 'invalid_json', detail: expect.stringContaining('anid') });
  });

  test("a Salesbot's request", async () => {
    const request = { token: await botToken(), return_url: 'https://sandbox.kommo.com/' };
    const text = JSON.stringify(request).replace('{', `{"data":{"a":${deep}},`);
    expect((await post(`${hook}/salesbot`, text)).status).toBe(400);
  });

  test('brackets within a text are text', async () => {
    const { status } = await lead({ current_situation: `"\\${'['.repeat(1_000)}` });
    expect(status).toBe(202);
  });
});

describe("a vendor's answer is cut while it arrives (R8.2)", () => {
  const mebibyte = Buffer.alloc(1024 * 1024, ' ');

  test('one without an end and without a stated length', async () => {
    let sent = 0;
    const vendor = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!response.destroyed) {
          sent += 1;
          if (!response.write(mebibyte)) break;
        }
      };
      response.on('drain', more);
      more();
    });
    try {
      const request = { method: 'GET', url: vendor.url, timeoutMs: 60_000 } as const;
      await expect(send(request)).rejects.toMatchObject({
        name: 'NoAnswer',
        timedOut: false,
        cause: { message: 'the answer is too large' },
      });
      expect(sent).toBeLessThan(60);
    } finally {
      await vendor.close();
    }
  });
});
