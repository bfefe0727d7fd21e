import { afterEach, describe, expect, test } from '@jest/globals';
import type { AccountState } from '../../../../backend/src/adapters/kommo/http/circuit.js';
import { refusedBy } from '../../../../backend/src/adapters/kommo/errors.js';
import { AppError } from '../../../../backend/src/errors.js';
import { startFakeKommo } from '../../../support/fake-kommo.js';
import type { FakeAnswer, FakeKommo, FakeRequest } from '../../../support/fake-kommo.js';
import { createDrivenClock, createTestClient } from '../../../support/kommo-tools.js';

let fake: FakeKommo;
afterEach(() => fake.close());

const start = async (answer: (request: FakeRequest) => FakeAnswer): Promise<FakeKommo> => {
  fake = await startFakeKommo(answer);
  return fake;
};

const problem = (status: number, detail: string, more: object = {}): FakeAnswer => ({
  status,
  json: { title: 'x', type: `https://httpstatus.es/${status}`, status, detail, ...more },
});
const html = (status: number): FakeAnswer => ({
  status,
  text: `<html><body><h1>${status}</h1><hr>nginx</body></html>`,
  type: 'text/html',
});

const failureOf = async (call: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error('the call was to fail with an AppError');
};

const minute = 60_000;

describe('what Kommo answers, and what the work does about it (kommo-api 1.4)', () => {
  const rows: readonly (readonly [string, FakeAnswer, string, object])[] = [
    [
      '400 with validation errors',
      problem(400, 'Request validation failed', {
        'validation-errors': [
          { request_id: '0', errors: [{ code: 'InvalidType', path: 'price', detail: 'x' }] },
        ],
      }),
      'kommo_rejected',
      { kind: 'never' },
    ],
    [
      '400 for an empty request',
      problem(400, 'Request data can not be empty'),
      'kommo_rejected',
      { kind: 'never' },
    ],
    [
      '401',
      problem(401, 'Invalid user name or password'),
      'kommo_not_connected',
      { kind: 'after', ms: minute, costsTry: false },
    ],
    [
      '402',
      problem(402, 'Payment required'),
      'kommo_payment_required',
      { kind: 'after', ms: 10 * minute, costsTry: false },
    ],
    [
      '403 without rights',
      problem(403, 'Insufficient rights'),
      'kommo_rejected',
      { kind: 'never' },
    ],
    [
      '403 without scope',
      problem(403, "Client doesn't have the required scope"),
      'kommo_rejected',
      { kind: 'never' },
    ],
    [
      '403 block page',
      html(403),
      'kommo_blocked',
      { kind: 'after', ms: 5 * minute, costsTry: false },
    ],
    ['404', problem(404, 'Cannot GET https://x'), 'kommo_rejected', { kind: 'never' }],
    ['405', problem(405, 'Method Not Allowed'), 'kommo_rejected', { kind: 'never' }],
    ['422 over the limit', problem(422, 'Limit 250 per page'), 'kommo_rejected', { kind: 'never' }],
    [
      '429 with retry_after',
      problem(429, 'x', { retry_after: 300 }),
      'kommo_unreachable',
      { kind: 'after', ms: 5 * minute, costsTry: false, isFailure: false },
    ],
    [
      '429 that is no JSON',
      { status: 429, text: 'Too Many Requests', type: 'text/plain' },
      'kommo_unreachable',
      { kind: 'after', ms: minute, costsTry: false, isFailure: false },
    ],
    [
      '429 with an absurd retry_after',
      problem(429, 'x', { retry_after: 9e9 }),
      'kommo_unreachable',
      { kind: 'after', ms: 60 * minute, costsTry: false, isFailure: false },
    ],
    [
      '500',
      problem(500, 'x', { title: 'ErrInternalServer', trace_id: 'abc' }),
      'kommo_unreachable',
      { kind: 'backoff' },
    ],
    ['502', html(502), 'kommo_unreachable', { kind: 'backoff' }],
    ['504', html(504), 'kommo_unreachable', { kind: 'backoff' }],
    [
      'a redirect to another page',
      { status: 302, text: '', type: 'text/html' },
      'kommo_rejected',
      { kind: 'never' },
    ],
    [
      'a page instead of JSON',
      { status: 200, text: '<html>login</html>', type: 'text/html' },
      'kommo_unreachable',
      { kind: 'backoff' },
    ],
    ['a connection that ends', 'dropped', 'kommo_unreachable', { kind: 'backoff' }],
  ];

  test.each(rows)('%s', async (_name, answer, code, retry) => {
    const { url } = await start(() => answer);
    const error = await failureOf(createTestClient(url).get('/api/v4/leads/1'));
    expect({ code: error.code, retry: error.retry }).toEqual({ code, retry });
  });

  test('no answer in time is tried again', async () => {
    const { url } = await start(() => 'silent');
    const error = await failureOf(createTestClient(url, { timeoutMs: 50 }).get('/api/v4/leads/1'));
    expect(error.code).toBe('kommo_unreachable');
    expect(error.message).toContain('did not answer in time');
  });

  test.each([
    ['204 is null', { status: 204 }, null],
    ['202 "Accepted" in HTML is null', { status: 202, text: 'Accepted', type: 'text/html' }, null],
    ['an empty 200 is null', { status: 200, text: '', type: 'application/hal+json' }, null],
    ['200 is its JSON', { status: 200, json: { id: 7 } }, { id: 7 }],
    ['201 too', { status: 201, json: [1] }, [1]],
  ] as const)('%s', async (_name, answer, wanted) => {
    const { url } = await start(() => answer);
    expect(await createTestClient(url).post('/api/v4/bots/1/run', {})).toEqual(wanted);
  });

  test.each([
    [
      'an array',
      [{ request_id: '3', errors: [{ code: 'NotSupportedChoice', path: 'status_id' }] }],
      '3',
    ],
    [
      'an object keyed by index',
      { 0: { request_id: 3, errors: { 0: { code: 'NotSupportedChoice', path: 'status_id' } } } },
      '3',
    ],
    [
      'one object',
      { request_id: '3', errors: [{ code: 'NotSupportedChoice', path: 'status_id' }] },
      '3',
    ],
    [
      'without request ids',
      [{ errors: [{ code: 'NotSupportedChoice', path: 'status_id' }] }],
      null,
    ],
  ])('validation errors are read from %s', async (_name, errors, requestId) => {
    const { url } = await start(() => problem(400, 'x', { 'validation-errors': errors }));
    const error = await failureOf(createTestClient(url).patch('/api/v4/leads', []));
    expect(refusedBy(error)).toEqual([
      { requestId, errors: [{ code: 'NotSupportedChoice', path: 'status_id' }] },
    ]);
    expect(error.fields).toMatchObject([
      { field: 'status_id', reason: { params: { why: { code: 'kommo.why_option' } } } },
    ]);
  });

  test('neither the token nor a phone number in the query reaches an error or a log line (R8.2)', async () => {
    const { url } = await start(() => problem(400, 'x'));
    const lines: unknown[] = [];
    const log = { debug: (...line: unknown[]) => lines.push(line) } as never;
    const client = createTestClient(url, { log, token: () => Promise.resolve('secret-token') });
    const error = await failureOf(client.get('/api/v4/contacts?query=8095550142'));
    const seen = JSON.stringify([lines, error.message, error.facts, String(error.cause)]);
    expect(seen).not.toContain('8095550142');
    expect(seen).not.toContain('secret-token');
    expect(lines).toHaveLength(1);
  });
});

describe('an account that is closed to calls', () => {
  test.each([
    ['revoked', problem(401, 'x'), 'kommo_not_connected', minute],
    ['unpaid', problem(402, 'x'), 'kommo_payment_required', 10 * minute],
    ['blocked', html(403), 'kommo_blocked', 5 * minute],
  ] as const)(
    '%s: calls stop, one probe goes out in time, success opens it again',
    async (_name, answer, code, probeMs) => {
      const clock = createDrivenClock();
      const states: AccountState[] = [];
      let isClosed = true;
      const { url, requests } = await start(() => (isClosed ? answer : { status: 204 }));
      const client = createTestClient(url, {
        clock: clock.now,
        sleep: clock.sleep,
        onAccountState: (state) => states.push(state),
      });

      for (let call = 0; call < 5; call += 1) {
        expect((await failureOf(client.get('/api/v4/leads'))).code).toBe(code);
      }
      expect(requests).toHaveLength(1);
      clock.advance(probeMs + 1);
      await failureOf(client.get('/api/v4/leads'));
      await failureOf(client.get('/api/v4/leads'));
      expect(requests).toHaveLength(2);

      isClosed = false;
      clock.advance(probeMs + 1);
      await client.get('/api/v4/leads');
      await client.get('/api/v4/leads');
      expect(states).toEqual([code, 'ok']);
    },
  );

  test('a token that was renewed meanwhile is tried once before that', async () => {
    const tokens: (string | undefined)[] = [];
    const { url, requests } = await start(({ authorization }) =>
      authorization === 'Bearer new' ? { status: 204 } : problem(401, 'x'),
    );
    const client = createTestClient(url, {
      token: (refused) => {
        tokens.push(refused);
        return Promise.resolve(refused === undefined ? 'old' : 'new');
      },
    });
    expect(await client.get('/api/v4/leads')).toBeNull();
    expect(tokens).toEqual([undefined, 'old']);
    expect(requests).toHaveLength(2);
  });

  test('402 on hooks is a gate of the plan and closes nothing else', async () => {
    const { url } = await start(({ path }) =>
      path === '/api/v4/webhooks' ? problem(402, 'x') : { status: 204 },
    );
    const client = createTestClient(url);
    expect((await failureOf(client.get('/api/v4/webhooks'))).code).toBe('kommo_payment_required');
    expect(await client.get('/api/v4/leads')).toBeNull();
  });
});
