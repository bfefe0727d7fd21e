import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createApp } from '../../backend/src/app.js';
import { callerOf, maskAddress } from '../../backend/src/http/middleware/address.js';
import { createLimiter } from '../../backend/src/http/middleware/limiter.js';
import { problemSchema } from '../../contract/errors.js';
import { silentLog } from '../support/database.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { body, openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

let now = new Date('2026-11-23T12:00:00Z');
let world: World;
let one: Served;
let other: Served;
const lines: Record<string, unknown>[] = [];

/** Two replicas over one database. */
beforeAll(async () => {
  world = await openWorld({
    clock: () => now,
    env: {
      CAPTURE_TOKEN: 'sandbox-capture,second-capture-token',
      CAPTURE_PER_MINUTE: '10',
      REFUSED_PER_MINUTE: '6',
      TRUST_PROXY_HOPS: '1',
    },
  });
  const log = pino(
    { level: 'info' },
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
        done();
      },
    }),
  );
  const services = { ...world.services, log };
  one = await serve(createApp(services, world.verify, world.metrics));
  other = await serve(createApp(services, world.verify, world.metrics));
});
afterAll(async () => {
  await one.close();
  await other.close();
  await world.close();
});
/** Every test begins with whole allowances. */
beforeEach(() => {
  now = new Date(now.getTime() + 120_000);
  lines.length = 0;
});

let person = 0;
async function capture(token: string, from = '203.0.113.7', base = one.url) {
  person += 1;
  const response = await fetch(`${base}/webhooks/leads/direct`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-forwarded-for': from,
    },
    body: JSON.stringify(body(person)),
  });
  const answer: unknown = await response.json();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), answer };
}

const times = <T>(count: number, work: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => work(at)));

test('replicas share what a capture token may send; beyond it they answer 429 with Retry-After (R8.2)', async () => {
  const sent = await times(30, (at) =>
    capture('sandbox-capture', '203.0.113.7', at % 2 === 0 ? one.url : other.url),
  );
  expect(sent.filter(({ status }) => status === 202)).toHaveLength(10);
  const refused = sent.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(20);
  expect(refused[0]?.retryAfter).toBe('6');
  expect(problemSchema.parse(refused[0]?.answer).code).toBe('too_many_requests');

  expect((await capture('second-capture-token')).status).toBe(202);
  now = new Date(now.getTime() + 6_000);
  expect((await capture('sandbox-capture')).status).toBe(202);
});

test('who is refused too often gets 429, and whoever brings the token from the same address is let in (R8.2)', async () => {
  const from = '203.0.113.50';
  const wrong = await times(12, () => capture('a-guessed-token-of-a-stranger', from));
  expect(wrong.map(({ status }) => status).sort()).toEqual([
    ...Array<number>(6).fill(401),
    ...Array<number>(6).fill(429),
  ]);
  expect((await capture('sandbox-capture', from)).status).toBe(202);
  expect((await capture('a-guessed-token-of-a-stranger', '198.51.100.9')).status).toBe(401);

  const kept = await world.pool.query<{ key: string }>('select key from rate_limits');
  expect(JSON.stringify(kept.rows)).not.toContain('203.0.113');
});

test('a refusal is logged with its path and the masked address, never with a secret or the whole address (R8.2)', async () => {
  await fetch(`${one.url}/webhooks/kommo/a-guessed-secret/pipeline`, {
    method: 'POST',
    headers: { 'x-forwarded-for': '203.0.113.77' },
  });
  expect(lines).toContainEqual(
    expect.objectContaining({
      msg: 'request refused',
      code: 'not_found',
      path: '/webhooks/kommo/•••/pipeline',
      from: '203.0.113.•••',
    }),
  );
  // Who has the address of a withdrawal can withdraw; a method that it does not take is refused, and logged.
  await fetch(`${one.url}/privacy/withdraw/a-guessed-secret`, {
    method: 'DELETE',
    headers: { 'x-forwarded-for': '203.0.113.77' },
  });
  expect(lines).toContainEqual(
    expect.objectContaining({ code: 'method_not_allowed', path: '/privacy/withdraw/•••' }),
  );
  expect(JSON.stringify(lines)).not.toMatch(/a-guessed-secret|203\.0\.113\.77/u);
});

test('a database that does not answer holds nobody up and lets everybody through (R8.2)', async () => {
  let asked = 0;
  const rateLimits = {
    take: () => {
      asked += 1;
      return Promise.reject(new Error('Connection terminated'));
    },
  };
  const limiter = createLimiter({ clock: () => now, log: silentLog, store: { rateLimits } }, 5);
  for (let at = 0; at < 20; at += 1) expect(await limiter('anybody')).toBe(0);
  expect(asked).toBe(1);
});

test('a campaign of 300 in a second asks the database once, and waits for it once (R8.2)', async () => {
  let asked = 0;
  const rateLimits = {
    take: () => {
      asked += 1;
      return Promise.resolve(0);
    },
  };
  const tools = { clock: () => now, log: silentLog, store: { rateLimits } };
  const limiter = createLimiter(tools, 30_000);
  expect(await limiter('token')).toBe(0);
  expect(Array.from({ length: 300 }, () => limiter('token'))).toEqual(Array(300).fill(0));
  expect(asked).toBe(1);
});

test.each([
  ['203.0.113.7', '203.0.113.•••', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.•••', '203.0.113.7'],
  ['2001:db8:1:2f3::7', '2001:db8:•••', '2001:db8:1:200'],
  ['2001:db8::1', '2001:db8:•••', '2001:db8:0:0'],
  ['::1', '::•••', '0:0:0:0'],
  ['', '', ''],
])('the address %s is shown as %s and counts as %s (R8.2)', (ip, shown, caller) => {
  expect([maskAddress(ip), callerOf(ip)]).toEqual([shown, caller]);
});
