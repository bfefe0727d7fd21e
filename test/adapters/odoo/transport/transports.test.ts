import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { connect } from '../../../../backend/src/adapters/odoo/transport/connect.js';
import { createKeyRing } from '../../../../backend/src/adapters/odoo/transport/keys.js';
import { createRecords } from '../../../../backend/src/adapters/odoo/records/records.js';
import { odooSettingsSchema } from '../../../../backend/src/adapters/odoo/transport/settings.js';
import type { OdooSettingsInput } from '../../../../backend/src/adapters/odoo/transport/settings.js';
import {
  amount,
  createdIds,
  link,
  text,
} from '../../../../backend/src/adapters/odoo/records/values.js';
import { send } from '../../../../backend/src/adapters/http-client.js';
import { AppError } from '../../../../backend/src/errors.js';
import { z } from 'zod';
import { scriptedOdoo } from '../scripted-odoo.js';
import type { ScriptedAnswer, ScriptedOdoo, SeenRequest } from '../scripted-odoo.js';
import { saying } from '../../../support/in-spanish.js';

type Recorded = Record<string, { status: number; body: unknown }>;
const read = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../fixtures/odoo/${name}.json`, import.meta.url), 'utf8'),
  ) as Recorded;
const jsonRpc = read('recorded-jsonrpc');
const json2 = read('recorded-json2');

let server: ScriptedOdoo;
let now = new Date('2026-11-20T16:00:00Z');
afterEach(() => server.close());

async function transportTo(
  answer: (request: SeenRequest) => ScriptedAnswer,
  changes: Partial<OdooSettingsInput> = {},
) {
  server = await scriptedOdoo(answer);
  const settings = odooSettingsSchema.parse({
    baseUrl: `${server.url}/`,
    database: 'db',
    login: 'bot',
    keys: ['KEY'],
    ...changes,
  });
  return connect({ settings, send, keys: createKeyRing(settings.keys, () => now) });
}

const params = ({ body }: SeenRequest) =>
  body['params'] as { service: string; method: string; args: unknown[] };

/** Logs in, then gives `answer` to everything else. */
const afterLogin = (answer: ScriptedAnswer) => (request: SeenRequest) =>
  params(request).method === 'authenticate'
    ? (jsonRpc['authenticate ok'] as ScriptedAnswer)
    : answer;

const call = { model: 'res.partner', method: 'create', args: { vals_list: [{ name: 'Ana' }] } };

describe('JSON-RPC (16 to 18)', () => {
  test('the key travels in the password’s place, arguments by position, and the login happens once', async () => {
    const transport = await transportTo(afterLogin(jsonRpc['create one'] as ScriptedAnswer), {
      transport: 'jsonrpc',
    });
    expect(await transport.call(call)).toBe(8);
    await transport.call({
      model: 'crm.lead',
      method: 'message_post',
      ids: [1],
      args: { body: 'x' },
      context: { lang: 'es_ES' },
    });

    expect(server.seen.map((request) => params(request).args)).toEqual([
      ['db', 'bot', 'KEY', {}],
      ['db', 5, 'KEY', 'res.partner', 'create', [[{ name: 'Ana' }]], {}],
      [
        'db',
        5,
        'KEY',
        'crm.lead',
        'message_post',
        [[1]],
        { body: 'x', context: { lang: 'es_ES' } },
      ],
    ]);
    expect(server.seen.every(({ path }) => path === '/jsonrpc')).toBe(true);
  });

  test('eight calls at once log in once', async () => {
    const transport = await transportTo(afterLogin(jsonRpc['create list'] as ScriptedAnswer), {
      transport: 'jsonrpc',
    });
    await Promise.all(Array.from({ length: 8 }, () => transport.call(call)));
    expect(server.seen.filter((request) => params(request).method === 'authenticate')).toHaveLength(
      1,
    );
  });

  const faults = [
    ['AccessDenied', 'odoo_key_rejected', 'never'],
    ['AccessError', 'odoo_access_denied', 'never'],
    ['required 19', 'odoo_rejected', 'never'],
    ['required 17', 'odoo_rejected', 'never'],
    ['unique', 'odoo_rejected', 'never'],
    ['unknown field 19', 'odoo_mapping', 'never'],
    ['unknown field 17', 'odoo_mapping', 'never'],
    ['bad selection', 'odoo_mapping', 'never'],
    ['missing model', 'odoo_rejected', 'never'],
    ['missing method', 'odoo_mapping', 'never'],
    ['missing record', 'odoo_rejected', 'never'],
    ['missing database', 'odoo_not_configured', 'never'],
    ['no slots', 'odoo_unreachable', 'backoff'],
  ] as const;

  test.each(faults)(
    '%s, status 200, is %s and retried %s; its traceback goes nowhere',
    async (name, code, retry) => {
      const transport = await transportTo(afterLogin(jsonRpc[name] as ScriptedAnswer), {
        transport: 'jsonrpc',
      });
      const error = await failureOf(transport.call(call));
      expect(error).toMatchObject({ code, retry: { kind: retry } });
      const told = JSON.stringify([error.message, error.reason, error.facts, error.cause ?? null]);
      expect(told).not.toMatch(/Traceback|10\.1\.2\.3|\/opt\/odoo/);
    },
  );

  test('a login answered with `false` is a rejected key, not a user id', async () => {
    const transport = await transportTo(() => jsonRpc['authenticate bad'] as ScriptedAnswer, {
      transport: 'jsonrpc',
    });
    expect(await failureOf(transport.call(call))).toMatchObject({ code: 'odoo_key_rejected' });
  });

  test('an answer outside the envelope is tried again', async () => {
    const transport = await transportTo(afterLogin({ body: { hello: 1 } }), {
      transport: 'jsonrpc',
    });
    expect(await failureOf(transport.call(call))).toMatchObject({
      code: 'odoo_unreachable',
      retry: { kind: 'backoff' },
    });
  });
});

describe('JSON-2 (19 and newer)', () => {
  test('names its arguments, its database and its key', async () => {
    const transport = await transportTo(() => json2['create'] as ScriptedAnswer, {
      transport: 'json2',
    });
    expect(await transport.call(call)).toEqual([285]);
    expect(server.seen[0]).toMatchObject({
      path: '/json/2/res.partner/create',
      headers: {
        authorization: 'bearer KEY',
        'x-odoo-database': 'db',
        'content-type': 'application/json',
      },
      body: { vals_list: [{ name: 'Ana' }] },
    });
  });

  const faults = [
    ['validation', 'odoo_rejected', 'never'],
    ['access error', 'odoo_access_denied', 'never'],
    ['missing record', 'odoo_rejected', 'never'],
    ['bad key', 'odoo_key_rejected', 'never'],
    ['unknown model', 'odoo_mapping', 'never'],
    ['unknown field', 'odoo_mapping', 'never'],
    ['missing argument', 'odoo_mapping', 'never'],
    ['singleton', 'odoo_mapping', 'never'],
    ['serialization', 'odoo_unreachable', 'backoff'],
  ] as const;

  test.each(faults)('%s is %s and retried %s, whatever its status', async (name, code, retry) => {
    const transport = await transportTo(() => json2[name] as ScriptedAnswer, {
      transport: 'json2',
    });
    const error = await failureOf(transport.call(call));
    expect(error).toMatchObject({ code, retry: { kind: retry } });
    expect(JSON.stringify([error.message, error.reason, error.facts])).not.toContain('Traceback');
  });

  test('who the key belongs to comes from context_get', async () => {
    const transport = await transportTo(
      ({ path }) =>
        (path === '/jsonrpc' ? jsonRpc['version 19'] : json2['context_get']) as ScriptedAnswer,
      { transport: 'json2' },
    );
    expect(await transport.readServer()).toEqual({ version: '19.0', major: 19, userId: 5 });
  });
});

describe('answers that are no answers', () => {
  const traps = [
    [
      'a redirect to the login page',
      { status: 303, html: 'See /web/login', headers: { location: '/web/login?redirect=%2F' } },
      'odoo_unreachable',
      'backoff',
    ],
    [
      'a redirect to https',
      { status: 301, html: '', headers: { location: 'https://odoo.example/jsonrpc' } },
      'odoo_unreachable',
      'backoff',
    ],
    [
      'a page with status 200',
      { html: '<html>Mantenimiento</html>' },
      'odoo_unreachable',
      'backoff',
    ],
    ['a proxy’s 502', { status: 502, html: 'Bad gateway' }, 'odoo_unreachable', 'backoff'],
    ['a proxy’s 504', { status: 504, html: '' }, 'odoo_unreachable', 'backoff'],
    ['429', { status: 429, html: 'slow down' }, 'odoo_unreachable', 'backoff'],
    ['500 as a page', { status: 500, html: 'Internal' }, 'odoo_unreachable', 'backoff'],
    [
      '404 as a page (no such database)',
      { status: 404, html: 'No database is selected' },
      'odoo_not_configured',
      'never',
    ],
    ['415 as a page', { status: 415, html: '' }, 'odoo_not_configured', 'never'],
    [
      'JSON that breaks off',
      { html: '{"jsonrpc":', headers: { 'content-type': 'application/json' } },
      'odoo_unreachable',
      'backoff',
    ],
  ] as const;

  test.each(traps)(
    '%s is never a success and never followed',
    async (_name, answer, code, retry) => {
      for (const transport of ['json2', 'jsonrpc', 'auto'] as const) {
        const tried = await transportTo(() => answer, { transport });
        expect(await failureOf(tried.call(call))).toMatchObject({ code, retry: { kind: retry } });
        expect(server.seen.every(({ path }) => !path.startsWith('/web'))).toBe(true);
        expect(server.seen).toHaveLength(1);
        await server.close();
      }
    },
  );

  test('a redirect is named without its query, so that the admin sees where the address leads', async () => {
    const transport = await transportTo(
      () => ({ status: 303, html: '', headers: { location: '/web/login?redirect=secret' } }),
      { transport: 'json2' },
    );
    const error = await failureOf(transport.call(call));
    expect(error.reason).toEqual(saying('/web/login'));
    expect(JSON.stringify(error.reason)).not.toContain('secret');
  });

  test('nothing listening is tried again', async () => {
    const transport = await transportTo(() => ({ body: {} }), { transport: 'json2' });
    await server.close();
    expect(await failureOf(transport.call(call))).toMatchObject({
      code: 'odoo_unreachable',
      retry: { kind: 'backoff' },
    });
  });
});

describe('detection', () => {
  test.each([
    ['version 17', '/jsonrpc'],
    ['version 19', '/json/2/res.partner/create'],
  ])('%s is spoken to at %s', async (version, path) => {
    const transport = await transportTo((request) => {
      if (request.path !== '/jsonrpc') return json2['create'] as ScriptedAnswer;
      const { method } = params(request);
      if (method === 'version') return jsonRpc[version] as ScriptedAnswer;
      return afterLogin(jsonRpc['create one'] as ScriptedAnswer)(request);
    });
    await transport.call(call);
    await transport.call(call);
    expect(server.seen.at(-1)?.path).toBe(path);
    expect(
      server.seen.filter((one) => one.path === '/jsonrpc' && params(one).method === 'version'),
    ).toHaveLength(1);
  });
});

describe('an Odoo that was changed under us', () => {
  test('one that came back as another version is spoken to as that version', async () => {
    let version: 'version 17' | 'version 19' = 'version 19';
    const transport = await transportTo((request) => {
      if (request.path !== '/jsonrpc') {
        if (version === 'version 19') return json2['create'] as ScriptedAnswer;
        return { status: 404, html: '<html></html>' };
      }
      if (params(request).method === 'version') return jsonRpc[version] as ScriptedAnswer;
      return afterLogin(jsonRpc['create one'] as ScriptedAnswer)(request);
    });
    expect(await transport.call(call)).toEqual([285]);
    version = 'version 17';
    expect(await failureOf(transport.call(call))).toMatchObject({ code: 'odoo_not_configured' });

    expect(await transport.call(call)).toBe(8);
  });

  test('a key that belongs to another user by now goes on as that user', async () => {
    let owner = 5;
    const transport = await transportTo(
      (request) => {
        const { method, args } = params(request);
        if (method === 'authenticate') return { body: { jsonrpc: '2.0', id: 1, result: owner } };
        return (
          args[1] === owner ? jsonRpc['create one'] : jsonRpc['AccessDenied']
        ) as ScriptedAnswer;
      },
      { transport: 'jsonrpc' },
    );
    expect(await transport.call(call)).toBe(8);
    owner = 6;

    expect(await transport.call(call)).toBe(8);
  });
});

describe('keys during a rotation', () => {
  const accepts =
    (good: string | null) =>
    ({ headers }: SeenRequest) =>
      (headers['authorization'] === `bearer ${good}`
        ? json2['create']
        : json2['bad key']) as ScriptedAnswer;

  test('the second key takes over, and the rejected one is not tried again', async () => {
    const transport = await transportTo(accepts('NEW'), {
      transport: 'json2',
      keys: ['OLD', 'NEW'],
    });
    await transport.call(call);
    await transport.call(call);
    expect(server.seen.map(({ headers }) => headers['authorization'])).toEqual([
      'bearer OLD',
      'bearer NEW',
      'bearer NEW',
    ]);
  });

  test('with both rejected the circuit is open: no further call leaves', async () => {
    const transport = await transportTo(accepts(null), {
      transport: 'json2',
      keys: ['OLD', 'NEW'],
    });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await failureOf(transport.call(call))).toMatchObject({
        code: 'odoo_key_rejected',
        retry: { kind: 'never' },
      });
    }
    expect(server.seen).toHaveLength(2);
  });

  test('a rejected key that is made valid is found within a minute, by one call in twenty seconds (R5.5)', async () => {
    let good: string | null = null;
    const transport = await transportTo((request) => accepts(good)(request), {
      transport: 'json2',
    });
    const tries = () => Promise.allSettled([1, 2, 3].map(() => transport.call(call)));
    await tries();
    const before = server.seen.length;

    now = new Date(now.getTime() + 20_000);
    await tries();
    expect(server.seen.length - before).toBe(1);

    good = 'KEY';
    now = new Date(now.getTime() + 20_000);
    expect(await transport.call(call)).toEqual([285]);
    expect(await transport.call(call)).toEqual([285]);
  });

  test('somebody who says that it is mended is believed at once', async () => {
    let valid = false;
    server = await scriptedOdoo(accepts(null));
    const ring = createKeyRing(['KEY'], () => now);
    const work = () =>
      valid ? Promise.resolve('done') : Promise.reject(new AppError('odoo_key_rejected', 'no'));
    await expect(ring.withKey(work)).rejects.toMatchObject({ code: 'odoo_key_rejected' });
    valid = true;
    await expect(ring.withKey(work)).rejects.toMatchObject({ facts: { circuit: 'open' } });

    ring.wakeUp();

    expect(await ring.withKey(work)).toBe('done');
  });
});

describe('shapes', () => {
  const shapes = [
    ['create of one on JSON-RPC', 9, [9]],
    ['create of several', [10, 11], [10, 11]],
    ['message_post on 19', [106], [106]],
    ['copy on 17', 2, [2]],
  ] as const;
  test.each(shapes)('%s is a list of ids', async (_name, answer, ids) => {
    server = await scriptedOdoo(() => ({ body: {} }));
    expect(createdIds.parse(answer)).toEqual(ids);
  });

  test('`false` is an empty value past the boundary', async () => {
    const transport = await transportTo(afterLogin(jsonRpc['read lead'] as ScriptedAnswer), {
      transport: 'jsonrpc',
    });
    const row = z.object({
      id: z.int(),
      partner_id: link,
      stage_id: link,
      expected_revenue: amount,
    });
    const [lead] = await createRecords(transport, () => now).search(
      'crm.lead',
      { domain: [], fields: [] },
      row,
    );
    expect(lead).toEqual({
      id: 1,
      partner_id: null,
      stage_id: { id: 1, name: 'New' },
      expected_revenue: 150_000.5,
    });
    expect(text.parse(false)).toBeNull();
  });

  test('at most the configured number of calls are under way at once', async () => {
    const transport = await transportTo(() => json2['create'] as ScriptedAnswer, {
      transport: 'json2',
      concurrency: 2,
    });
    let running = 0;
    let most = 0;
    const settings = odooSettingsSchema.parse({
      baseUrl: server.url,
      keys: ['KEY'],
      transport: 'json2',
    });
    const counted = connect({
      settings,
      keys: createKeyRing(settings.keys, () => now),
      send: async (request) => {
        running += 1;
        most = Math.max(most, running);
        const answer = await send(request);
        running -= 1;
        return answer;
      },
    });
    await Promise.all(Array.from({ length: 20 }, () => counted.call(call)));
    expect(most).toBe(2);
    expect(transport.kind).toBe('json2');
  });
});

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw error;
}
