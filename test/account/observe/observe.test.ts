import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import {
  createObserver,
  observedKinds,
  readObservations,
  startObserving,
} from '../../../backend/src/account/observe/observe.js';
import type { ObservedRequest } from '../../../backend/src/account/observe/observe.js';
import { printObservation } from '../../../backend/src/account/observe/observe-print.js';
import { openTestDatabase, silentLog } from '../../support/database.js';
import type { TestDatabase } from '../../support/database.js';
import { until } from '../../support/world.js';
import { sayIn } from '../../../wording/say.js';

const say = sayIn('es');

const config = {
  kommo: {
    baseUrl: 'https://firma.kommo.com',
    subdomain: 'firma',
    redirectUri: 'https://companion.example/oauth/callback',
    audience: 'https://companion.example',
    widgetOrigins: ['https://firma.kommo.com'],
  },
} as unknown as Parameters<typeof createObserver>[0]['config'];

const jwt = (claims: Readonly<Record<string, unknown>>, alg = 'HS256'): string => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', 'a key').update(signed).digest('base64url')}`;
};

const hookPath = '/webhooks/kommo/the-secret';
const request = (change: Partial<ObservedRequest>): ObservedRequest => ({
  path: hookPath,
  token: null,
  contentType: 'application/x-www-form-urlencoded',
  deliveryId: null,
  body: null,
  status: 200,
  ...change,
});

/** An observer over settings in memory, that somebody has switched on. */
async function watching() {
  const kept = new Map<string, unknown>();
  const settings = {
    get: (key: string) => Promise.resolve(kept.get(key)),
    set: (key: string, value: unknown) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
  const clock = () => new Date();
  const session = await startObserving(settings, clock(), 60_000);
  const observe = createObserver({ config, settings, clock, log: silentLog });
  return {
    kept,
    see: async (...requests: readonly ObservedRequest[]) => {
      for (const one of requests) {
        observe(one);
        await new Promise((resolve) => setImmediate(resolve));
      }
      return readObservations(settings, session);
    },
  };
}

describe('what arrives on the first day', () => {
  test('of a one-time token the claims, the algorithm and the audience are told, and what they settle', async () => {
    const token = jwt({
      iss: 'https://firma.kommo.com',
      aud: 'https://companion.example',
      user_id: 1002,
      subdomain: 'firma',
    });
    const [seen] = await (
      await watching()
    ).see(request({ path: '/widget/v1/leads/5/card', token }));
    expect(seen).toMatchObject({
      kind: 'token',
      facts: { alg: 'HS256', aud: 'expected', is_admin: 'absent', iss: 'of_account' },
      keys: ['aud', 'iss', 'subdomain', 'user_id'],
    });
    if (seen === undefined) throw new Error('nothing was seen');
    expect(printObservation(seen, say)).toContain('KOMMO_CHECK_AUDIENCE=true');
    expect(printObservation(seen, say)).toContain('se lo pregunta a la API');
  });

  test.each([
    [undefined, 'absent', 'Redirect URL'],
    ['', 'empty', 'Redirect URL'],
    ['https://other.example', 'other', 'KOMMO_REDIRECT_URI'],
    [['https://x.example', 'https://companion.example'], 'expected', 'queda como está'],
  ])('an audience of %j is "%s"', async (aud, told, verdict) => {
    const token = jwt({ aud });
    const [seen] = await (await watching()).see(request({ path: '/widget/v1/ping', token }));
    expect(seen?.facts['aud']).toBe(told);
    if (seen === undefined) throw new Error('nothing was seen');
    expect(printObservation(seen, say)).toContain(verdict);
  });

  test('of each delivery the encoding and the keys are told (R9.3)', async () => {
    const { see } = await watching();
    const form = (text: string) => Buffer.from(text);
    const found = await see(
      request({
        body: form('leads[update][0][id]=5&leads[update][0][name]=Carmen'),
        deliveryId: 'a',
      }),
      request({
        body: form('leads[update][0][id]=5&leads[update][0][name]=Carmen'),
        deliveryId: 'b',
      }),
      request({
        path: `${hookPath}/pipeline`,
        contentType: 'application/json',
        body: form('{"event":{"type":"lead_added","data":{"id":5}},"action":{}}'),
      }),
      request({
        path: `${hookPath}/salesbot`,
        body: form(
          `token=${jwt({ entity_id: 5 }, 'HS512')}&return_url=${encodeURIComponent('https://firma.kommo.com/api/v4/x')}`,
        ),
      }),
    );
    const of = (kind: string) => found.find((one) => one.kind === kind);
    expect(of('hook')?.keys).toEqual([
      'leads[update][#][id]: numeric_text',
      'leads[update][#][name]: text',
    ]);
    expect(of('hook')?.facts).toMatchObject({
      encoding: 'form',
      'x-amocrm-requestid': 'present',
    });
    expect(of('redelivery')?.facts).toEqual({ 'x-amocrm-requestid': 'other' });
    expect(of('pipeline')?.facts).toMatchObject({ encoding: 'json', action: 'of_widget' });
    expect(of('bot')?.facts).toMatchObject({ alg: 'HS512', return_url: 'of_account' });
    const printed = found.map((one) => printObservation(one, say)).join('\n');
    expect(printed).toContain('codificación: form');
    expect(printed).toContain('leads[update][#][id]: ‹número en texto›');
    expect(printed).toContain('"hook-request-id-changes" del sandbox: encendido');
    expect(printed).toContain('"widget-hook-as-json" del sandbox: encendido');
    expect(printed).toContain('"bot-token-hs256" del sandbox: apagado');
  });

  test('only the first of each kind is kept, and nothing of strangers', async () => {
    const { see } = await watching();
    const found = await see(
      request({ body: Buffer.from('x=1'), status: 404 }),
      request({ path: '/webhooks/leads/direct', body: Buffer.from('{}') }),
      request({ body: Buffer.from('leads[add][0][id]=1') }),
      request({ body: Buffer.from('leads[delete][0][id]=1') }),
    );
    expect(found.map(({ keys }) => keys)).toEqual([['leads[add][#][id]: numeric_text']]);
  });
});

/** Words that the report has by itself: a value that happens to be one of them tells nothing. */
const value = fc
  .oneof(
    fc.string({ minLength: 6 }),
    fc.constantFrom('Carmen Peña', '+18095550142', 'carmen@elprogreso.example', '131246788'),
    fc.integer({ min: 1_000_000 }).map(String),
  )
  .map((text) => `¤${text}¤`);

describe('no value of what arrives is kept', () => {
  test('in a form, whatever stands in it and however it is cut (R8.1)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('name', 'id', 'custom_fields', 'text'), value)),
        fc.boolean(),
        async (pairs, isEncoded) => {
          const text = pairs
            .map(
              ([key, one]) => `leads[add][0][${key}]=${isEncoded ? encodeURIComponent(one) : one}`,
            )
            .join('&');
          await expectMasked(
            request({ body: Buffer.from(text) }),
            pairs.flatMap(([, one]) => pieces(one)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('in JSON, also where a key is a value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), value, value, async (json, one, key) => {
        const body = { event: { data: { [key]: one, more: json } }, [key]: [one] };
        const text = JSON.stringify(body);
        const sent = request({ path: `${hookPath}/pipeline`, body: Buffer.from(text) });
        await expectMasked(sent, [one, key]);
      }),
      { numRuns: 60 },
    );
  });

  test('in a token, and the token itself', async () => {
    await fc.assert(
      fc.asyncProperty(value, value, value, async (one, name, alg) => {
        const token = jwt({ iss: one, aud: one, user_id: one, [name]: one }, alg);
        const sent = request({ path: '/widget/v1/ping', token });
        await expectMasked(sent, [one, name, alg, ...token.split('.')]);
        const body = Buffer.from(`token=${token}&return_url=${encodeURIComponent(one)}`);
        await expectMasked(request({ path: `${hookPath}/salesbot`, body }), [one, token]);
      }),
      { numRuns: 60 },
    );
  });
});

/** An ampersand or a bracket cuts a value that was not encoded: no piece may show either. */
const pieces = (text: string): readonly string[] =>
  text.split(/[&=[\]+%\s¤]+/u).filter((piece) => piece.length >= 6);

async function expectMasked(sent: ObservedRequest, secrets: readonly string[]): Promise<void> {
  const { see, kept } = await watching();
  const found = await see(sent);
  expect(found).toHaveLength(1);
  const told =
    JSON.stringify([...kept]) + found.map((one) => printObservation(one, say)).join('\n');
  for (const secret of secrets) expect(told).not.toContain(secret);
}

describe('switched on through the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());

  test('a companion that runs starts to record within seconds, and stops at the end of the time', async () => {
    const { settings } = database.store;
    let now = new Date('2026-11-23T12:00:00Z');
    const clock = () => now;
    const observe = createObserver({ config, settings, clock, log: silentLog });
    const hook = request({ body: Buffer.from('leads[add][0][id]=1') });
    observe(hook);
    const session = await startObserving(settings, now, 60_000);
    now = new Date('2026-11-23T12:00:06Z');
    observe(hook);
    await until('the record', async () => (await readObservations(settings, session)).length > 0);

    now = new Date('2026-11-23T12:01:07Z');
    const later = await startObserving(settings, new Date('2026-11-23T11:00:00Z'), 1);
    observe(hook);
    observe(hook);
    expect(await readObservations(settings, later)).toEqual([]);
    expect(observedKinds).toContain('redelivery');
  });
});
