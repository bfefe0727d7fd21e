import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createApp } from '../../backend/src/app.js';
import type { Services } from '../../backend/src/services.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
let served: Served;
/** The same with other secrets of Meta. */
let others: Readonly<Record<'none' | 'empty' | 'rotating', Served>>;
let asked: { readonly step: string; readonly inputs: readonly unknown[] }[] = [];

const secret = 'sandbox-meta-secret';
const second = 'the-secret-before-the-rotation';

beforeAll(async () => {
  world = await openWorld();
  const enqueue: Services['enqueue'] = (step, ...inputs) => {
    asked.push({ step, inputs });
    return Promise.resolve();
  };
  const appOf = (appSecrets: readonly string[]) => {
    const { config } = world.services;
    const services = {
      ...world.services,
      enqueue,
      config: { ...config, meta: { ...config.meta, appSecrets } },
    };
    return serve(createApp(services, world.verify, world.metrics));
  };
  served = await appOf([secret]);
  others = {
    none: await appOf([]),
    empty: await appOf(['']),
    rotating: await appOf([secret, second]),
  };
}, 60_000);
afterAll(async () => {
  await served.close();
  for (const other of Object.values(others)) await other.close();
  await world.close();
});
beforeEach(() => {
  asked = [];
});

const sign = (body: string | Buffer, key = secret, algorithm = 'sha256') =>
  createHmac(algorithm, key).update(body).digest('hex');

function delivery(change: Readonly<Record<string, unknown>> = {}, value: object = {}): string {
  return JSON.stringify({
    object: 'page',
    entry: [
      {
        id: '102030405060708',
        time: 1_795_867_200,
        changes: [
          {
            field: 'leadgen',
            value: { leadgen_id: '66861076766107789', form_id: '901234567890123', ...value },
          },
        ],
      },
    ],
    ...change,
  });
}

async function post(
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
  to: Served = served,
): Promise<number> {
  const response = await fetch(`${to.url}/webhooks/meta`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
  await response.arrayBuffer();
  return response.status;
}
const signed = (body: string | Buffer, to?: Served) =>
  post(body, { 'x-hub-signature-256': `sha256=${sign(body)}` }, to);

/** As Meta spells what is not ASCII; anything else that says the same has another signature. */
const escaped = (json: string) =>
  json
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/')
    .replaceAll('@', '\\u0040')
    .replaceAll('<', '\\u003C');

describe('a signature over the bytes as they came (R5.3, R8.2)', () => {
  const plain = delivery();
  const accented = delivery({}, { note: 'José Peña, Ñandú' });
  const emoji = delivery({}, { note: 'Hola 👋🏽' });
  const signs = delivery({}, { note: 'a@b.example / <b>' });
  const good: readonly (readonly [string, string | Buffer])[] = [
    ['a plain body', plain],
    ['the recorded delivery', readFileSync('test/fixtures/meta/meta-leadgen.json')],
    ['accents as UTF-8', accented],
    ['accents escaped', escaped(accented)],
    ['an emoji as UTF-8', emoji],
    ['an emoji as an escaped pair', escaped(emoji)],
    ['@, / and < escaped', escaped(signs)],
    ['@, / and < as they are', signs],
    ['escapes in upper case', escaped(accented).replace('\\u00f1', '\\u00F1')],
    ['spaces and lines between', JSON.stringify(JSON.parse(plain), null, 2)],
    ['a line at the end', `${plain}\n`],
    ['a byte-order mark before it', `\uFEFF${plain}`],
    ['an empty body', ''],
    ['a body that is no JSON', 'leadgen_id=1'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
    ['a bare long number', plain.replace('"66861076766107789"', '66861076766107789')],
    ['a list where an object is expected', '[]'],
    ['null', 'null'],
  ];
  test.each(good)('%s passes', async (_name, body) => {
    expect(await signed(body)).toBe(200);
  });

  const hex = sign(plain);
  const bad: readonly (readonly [string, string | Buffer, Readonly<Record<string, string>>])[] = [
    ['no signature', plain, {}],
    ['an empty one', plain, { 'x-hub-signature-256': '' }],
    ['the prefix alone', plain, { 'x-hub-signature-256': 'sha256=' }],
    ['without its prefix', plain, { 'x-hub-signature-256': hex }],
    ['of another secret', plain, { 'x-hub-signature-256': `sha256=${sign(plain, 'other')}` }],
    ['of the empty secret', plain, { 'x-hub-signature-256': `sha256=${sign(plain, '')}` }],
    ['of the old kind', plain, { 'x-hub-signature': `sha1=${sign(plain, secret, 'sha1')}` }],
    [
      'SHA-1 under the new name',
      plain,
      { 'x-hub-signature-256': `sha1=${sign(plain, secret, 'sha1')}` },
    ],
    ['SHA-512', plain, { 'x-hub-signature-256': `sha512=${sign(plain, secret, 'sha512')}` }],
    ['one digit short', plain, { 'x-hub-signature-256': `sha256=${hex.slice(1)}` }],
    ['one digit long', plain, { 'x-hub-signature-256': `sha256=${hex}0` }],
    [
      'another last digit',
      plain,
      { 'x-hub-signature-256': `sha256=${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}` },
    ],
    [
      'another first digit',
      plain,
      { 'x-hub-signature-256': `sha256=${hex.startsWith('0') ? '1' : '0'}${hex.slice(1)}` },
    ],
    ['in upper case', plain, { 'x-hub-signature-256': `sha256=${hex.toUpperCase()}` }],
    [
      'in base64',
      plain,
      {
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(plain).digest('base64')}`,
      },
    ],
    ['no hexadecimal', plain, { 'x-hub-signature-256': `sha256=${'z'.repeat(64)}` }],
    ['zeros', plain, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    ['two in one header', plain, { 'x-hub-signature-256': `sha256=${hex}, sha256=${hex}` }],
    ['a space within', plain, { 'x-hub-signature-256': `sha256= ${hex}` }],
    ['of a body with a space more', `${plain} `, { 'x-hub-signature-256': `sha256=${hex}` }],
    [
      'of a body with another id',
      plain.replace('789"', '788"'),
      { 'x-hub-signature-256': `sha256=${hex}` },
    ],
    [
      'of the body parsed and written again',
      escaped(signs),
      { 'x-hub-signature-256': `sha256=${sign(signs)}` },
    ],
    [
      'of the text behind the escapes',
      escaped(accented),
      { 'x-hub-signature-256': `sha256=${sign(accented)}` },
    ],
    ['of the empty body', plain, { 'x-hub-signature-256': `sha256=${sign('')}` }],
    ['of the secret itself', plain, { 'x-hub-signature-256': `sha256=${sign(secret, plain)}` }],
  ];
  test.each(bad)('%s is refused, and nothing is asked for', async (_name, body, headers) => {
    expect(await post(body, headers)).toBe(401);
    expect(asked).toEqual([]);
  });

  test('nothing is taken while no secret is set, not even what the empty secret has signed', async () => {
    for (const name of ['none', 'empty'] as const) {
      const headers = { 'x-hub-signature-256': `sha256=${sign(plain, '')}` };
      expect(await post(plain, headers, others[name])).toBe(401);
      expect(await signed(plain, others[name])).toBe(401);
    }
    expect(asked).toEqual([]);
  });

  test('two secrets are both accepted while one replaces the other', async () => {
    for (const key of [secret, second]) {
      const headers = { 'x-hub-signature-256': `sha256=${sign(plain, key)}` };
      expect(await post(plain, headers, others.rotating)).toBe(200);
    }
    const headers = { 'x-hub-signature-256': `sha256=${sign(plain, 'third')}` };
    expect(await post(plain, headers, others.rotating)).toBe(401);
  });

  test('there are forty cases at least', () => {
    expect(good.length + bad.length).toBeGreaterThanOrEqual(40);
  });
});

describe('what a delivery asks for (R5.3)', () => {
  const lead = (sourceId: string, formId: string | null = '901234567890123') => ({
    sourceId,
    formId,
  });

  test('each lead of each entry, in the queue before the answer', async () => {
    const change = (id: unknown) => ({ field: 'leadgen', value: { leadgen_id: id, form_id: 5 } });
    const body = JSON.stringify({
      object: 'page',
      entry: [{ changes: [change('11'), change('12')] }, { changes: [change('13')] }],
    });
    expect(await signed(body)).toBe(200);
    expect(asked).toEqual([
      { step: 'fetch-lead', inputs: ['11', '12', '13'].map((id) => lead(id, '5')) },
    ]);
  });

  test.each([
    ['as text', '"66861076766107789"'],
    ['as a bare number', '66861076766107789'],
  ])('an id of seventeen digits %s is kept whole', async (_name, written) => {
    const body = delivery({}, { note: 'from: 12345678901234567890, "x"' }).replace(
      '"66861076766107789"',
      written,
    );
    expect(await signed(body)).toBe(200);
    expect(asked).toEqual([{ step: 'fetch-lead', inputs: [lead('66861076766107789')] }]);
  });

  test.each([
    ['another object', delivery({ object: 'user' })],
    ['another field', delivery().replace('"leadgen"', '"feed"')],
    ['no entries', delivery({ entry: null })],
    ['entries that are none', delivery({ entry: ['x', 1, null, {}, { changes: 7 }] })],
    ['an id that is none', delivery({}, { leadgen_id: 'l:1 or 1=1' })],
    ['a lead without an id', delivery({}, { leadgen_id: undefined })],
    ['depth beyond measure', `{"object":"page","entry":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
  ])('%s is answered as taken and asks for nothing', async (_name, body) => {
    expect(await signed(body)).toBe(200);
    expect(asked).toEqual([]);
  });

  test('a queue that cannot be written is no answer: Meta sends it again', async () => {
    const enqueue: Services['enqueue'] = () => Promise.reject(new Error('the disk is full'));
    const services = { ...world.services, enqueue };
    const failing = await serve(createApp(services, world.verify, world.metrics));
    expect(await signed(delivery(), failing)).toBe(500);
    await failing.close();
  });
});

describe('the handshake (R5.4)', () => {
  const ask = async (query: Readonly<Record<string, string>>) => {
    const response = await fetch(
      `${served.url}/webhooks/meta?${new URLSearchParams(query).toString()}`,
    );
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };
  const right = {
    'hub.mode': 'subscribe',
    'hub.challenge': '<b>1158201444</b>',
    'hub.verify_token': 'sandbox-meta-verify',
  };

  test('the challenge comes back as it was, as plain text', async () => {
    expect(await ask(right)).toEqual({
      ...{ status: 200, type: 'text/plain; charset=utf-8', text: '<b>1158201444</b>' },
    });
  });

  test.each([
    ['a wrong token', { ...right, 'hub.verify_token': 'x' }],
    ['an empty token', { ...right, 'hub.verify_token': '' }],
    ['another mode', { ...right, 'hub.mode': 'unsubscribe' }],
    ['nothing at all', {}],
  ])('%s is refused', async (_name, query) => {
    expect((await ask(query)).status).toBe(403);
  });
});
