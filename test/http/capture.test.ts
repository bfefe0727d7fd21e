import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApp } from '../../backend/src/app.js';
import { acceptedSchema } from '../../contract/capture.js';
import { score } from '../../backend/src/journey/capture/score.js';
import { blueprint } from '../../domain/blueprint/blueprint.js';
import { fieldsOf } from '../../domain/capture/known-fields.js';
import { problemSchema } from '../../contract/errors.js';
import { body, openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
let server: Server;
let base: string;

beforeAll(async () => {
  world = await openWorld();
  server = createServer(createApp(world.services, world.verify, world.metrics));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly raw?: string;
  readonly json?: unknown;
}

async function post({
  path = '/webhooks/leads/direct',
  method = 'POST',
  headers = {},
  raw,
  json,
}: Sent) {
  const payload = raw ?? (json === undefined ? undefined : JSON.stringify(json));
  const response = await fetch(base + path, {
    method,
    headers: {
      authorization: 'Bearer sandbox-capture',
      'content-type': 'application/json',
      ...headers,
    },
    ...(payload === undefined ? {} : { body: payload }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as unknown,
  };
}

test("a lead with the specification's own field names is accepted with 202 once it is on disk (R1.2, R3.3)", async () => {
  const { status, body: answer } = await post({ json: body(1) });
  expect(status).toBe(202);
  const { captureId, repeated, ignored } = acceptedSchema.parse(answer);
  expect({ repeated, ignored }).toEqual({ repeated: false, ignored: [] });
  const [stored] = await world.services.store.captures.findByIds([captureId]);
  expect(stored?.profile.person.phone).toBe('+18095550001');
});

test('the same Idempotency-Key twice is one capture; with another body it is a conflict', async () => {
  const headers = { 'idempotency-key': 'key-1' };
  const first = acceptedSchema.parse((await post({ json: body(2), headers })).body);
  const second = acceptedSchema.parse((await post({ json: body(2), headers })).body);
  expect(second).toMatchObject({ captureId: first.captureId, repeated: true });
  const third = await post({ json: body(3), headers });
  expect(third.status).toBe(409);
  expect(problemSchema.parse(third.body).code).toBe('idempotency_conflict');
});

test('fifty deliveries of one key at once are one capture', async () => {
  const headers = { 'idempotency-key': 'key-2' };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => post({ json: body(4), headers })),
  );
  const ids = new Set(answers.map((answer) => acceptedSchema.parse(answer.body).captureId));
  expect(ids.size).toBe(1);
});

test('a bad optional answer is left out and named; the lead is kept', async () => {
  const { status, body: answer } = await post({
    json: body(5, { budget_range: 'mucho', company_size: 7 }),
  });
  expect(status).toBe(202);
  expect(
    acceptedSchema
      .parse(answer)
      .ignored.map(({ field }) => field)
      .sort(),
  ).toEqual(['budget_range', 'company_size']);
});

test('InLead brings its own score, and Meta names the service service_interest (R1.3, R5.3)', async () => {
  const inlead = await post({
    path: '/webhooks/leads/inlead',
    json: body(6, { inlead_score: 71 }),
  });
  const meta = await post({
    path: '/webhooks/leads/meta',
    json: body(7, { service_type: undefined, service_interest: 'Nómina' }),
  });
  const ids = [inlead, meta].map((answer) => acceptedSchema.parse(answer.body).captureId);
  const stored = await world.services.store.captures.findByIds(ids);
  const byId = new Map(stored.map((one) => [one.id, one.profile]));
  expect(byId.get(ids[0] ?? '')?.inleadScore).toBe(71);
  expect(byId.get(ids[1] ?? '')?.services).toEqual(['payroll']);
});

describe('what is refused says which field, why and what to do, and never a stack', () => {
  const refusals: readonly (readonly [string, Sent, number, string, string | null])[] = [
    ['a body that is not JSON', { raw: '{bad' }, 400, 'invalid_json', null],
    ['a list', { json: [body(1)] }, 422, 'invalid_body', null],
    ['a number', { json: 5 }, 422, 'invalid_body', null],
    ['an empty object', { json: {} }, 422, 'invalid_body', 'full_name'],
    [
      'one word for a name',
      { json: body(8, { full_name: 'Carmen' }) },
      422,
      'invalid_body',
      'full_name',
    ],
    [
      'a name that is a number',
      { json: body(8, { full_name: 12 }) },
      422,
      'invalid_body',
      'full_name',
    ],
    [
      'a foreign phone number',
      { json: body(8, { phone_number: '+34 600 000 000' }) },
      422,
      'invalid_body',
      'phone_number',
    ],
    [
      'an impossible phone number',
      { json: body(8, { phone_number: '809-12' }) },
      422,
      'invalid_body',
      'phone_number',
    ],
    [
      'an e-mail that is none',
      { json: body(8, { email: 'carmen@' }) },
      422,
      'invalid_body',
      'email',
    ],
    [
      'an unknown service',
      { json: body(8, { service_type: 'Panadería' }) },
      422,
      'invalid_body',
      'service_type',
    ],
    ['no token', { json: body(8), headers: { authorization: '' } }, 401, 'unauthorized', null],
    [
      'a wrong token',
      { json: body(8), headers: { authorization: 'Bearer nope' } },
      401,
      'unauthorized',
      null,
    ],
    [
      'another scheme',
      { json: body(8), headers: { authorization: 'Basic sandbox-capture' } },
      401,
      'unauthorized',
      null,
    ],
    [
      'another media type',
      { raw: 'a=b', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported_media_type',
      null,
    ],
    [
      'a body over the limit',
      { json: body(8, { landing_url: 'x'.repeat(300_000) }) },
      413,
      'body_too_large',
      null,
    ],
    [
      'a key longer than any',
      { json: body(8), headers: { 'idempotency-key': 'k'.repeat(256) } },
      422,
      'invalid_body',
      'Idempotency-Key',
    ],
    ['a wrong method', { method: 'GET' }, 405, 'method_not_allowed', null],
    ['an unknown address', { path: '/webhooks/leads/other', json: {} }, 404, 'not_found', null],
  ];

  test.each(refusals)('%s', async (_name, sent, status, code, field) => {
    const answer = await post(sent);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const problem = problemSchema.parse(answer.body);
    expect(problem).toMatchObject({ code, status });
    expect(problem.requestId).toBe(answer.headers.get('x-request-id'));
    if (field !== null) expect(problem.errors?.map((one) => one.field)).toContain(field);
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.[tj]s:\d+|node_modules/);
  });
});

describe("Meta's deliveries (R5.3)", () => {
  const meta = (change: Readonly<Record<string, unknown>>, headers = {}) =>
    post({ path: '/webhooks/leads/meta', json: body(40, change), headers });

  test('the same leadgen_id twice is one lead, whatever else it says the second time', async () => {
    const first = acceptedSchema.parse((await meta({ leadgen_id: '66861076766107789' })).body);
    const second = acceptedSchema.parse(
      (await meta({ leadgen_id: 'l:66861076766107789', campaign_name: 'Pymes' })).body,
    );
    expect(second).toMatchObject({ captureId: first.captureId, repeated: true });
    const other = acceptedSchema.parse((await meta({ leadgen_id: '66861076766107790' })).body);
    expect(other).toMatchObject({ repeated: false });
  });

  test('a lead of the test tool is accepted, marked, and becomes no lead: no message, no assignment, no count', async () => {
    const dummy = (field: string) => `<test lead: dummy data for ${field}>`;
    const { status, body: answer } = await post({
      path: '/webhooks/leads/meta',
      json: { full_name: dummy('full_name'), phone_number: dummy('phone_number') },
    });
    expect(status).toBe(202);
    const { captureId } = acceptedSchema.parse(answer);
    expect(answer).toMatchObject({ isTest: true });
    const [stored] = await world.services.store.captures.findByIds([captureId]);
    expect(stored?.profile.isTest).toBe(true);
    expect(await score.run(world.services, [{ id: captureId }])).toEqual([
      { kind: 'done', next: [] },
    ]);
    expect(await world.services.store.leads.findByIds([captureId])).toEqual([]);
  });
});

test.each(['direct', 'inlead', 'meta'] as const)(
  'the README lists every key of %s (R3.3)',
  (source) => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const unlisted = fieldsOf(source, blueprint).filter((key) => !readme.includes(`\`${key}\``));
    expect(unlisted).toEqual([]);
  },
);

test('/metrics is read with its own token only (R8.2)', async () => {
  const ask = (authorization?: string) =>
    fetch(`${base}/metrics`, authorization === undefined ? {} : { headers: { authorization } });
  const answers = await Promise.all([
    ask(),
    ask('Bearer sandbox-capture'),
    ask('Bearer sandbox-metrics'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 200]);
  expect(await answers[2].text()).toContain('# HELP');
});
