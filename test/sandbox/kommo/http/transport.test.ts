import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { bearer, startTestSandbox } from '../start.js';
import type { TestSandbox } from '../start.js';
import { until } from '../../../support/world.js';

let kommo: TestSandbox;
beforeAll(async () => {
  kommo = await startTestSandbox({ ticks: () => 0 });
});
beforeEach(async () => {
  await kommo.post('/sandbox/reset', {});
  await kommo.post('/sandbox/limits', { perSecond: 0, perAccount: 0 });
});
afterAll(() => kommo.close());

const lead = { name: 'Colmado La Fe' };

describe('who calls', () => {
  test.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer nothing' }],
    ['another scheme', { authorization: 'Basic c2FuZGJveA==' }],
    ['an unknown user to act as', { ...bearer, 'x-context-user-id': '9' }],
    [
      'the cookie from another site',
      { cookie: 'sandbox_user=1002', 'sec-fetch-site': 'cross-site' },
    ],
  ])('%s is 401 with a problem body', async (_name, headers) => {
    const answer = await kommo.call('GET', '/api/v4/account', undefined, headers);
    expect(answer.status).toBe(401);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toEqual({
      title: 'Unauthorized',
      type: 'https://httpstatus.es/401',
      status: 401,
      detail: 'Invalid user name or password',
    });
  });

  test('the page is known by its cookie and is an executive without one', async () => {
    const user = async (headers: Record<string, string>) =>
      (await kommo.call('GET', '/api/v4/account', undefined, headers)).at('current_user_id');
    expect(await user({ cookie: 'sandbox_user=1003' })).toBe(1003);
    expect(await user({ 'sec-fetch-site': 'same-origin' })).toBe(1002);
    expect(await user(bearer)).toBe(1001);
    expect(await user({ ...bearer, 'x-context-user-id': '1003' })).toBe(1003);
  });

  test('the account is found by the host', async () => {
    expect(await statusFor('sandbox.kommo.com')).toBe(200);
    expect(await statusFor('www.kommo.com')).toBe(401);
  });

  /** fetch does not let a test name the host. */
  function statusFor(host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const options = { headers: { ...bearer, host }, agent: false };
      request(`${kommo.url}/api/v4/account`, options, (res) => {
        res.resume();
        resolve(res.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
  }

  test('only an administrator reads users and writes fields, pipelines and hooks', async () => {
    const executive = { cookie: 'sandbox_user=1002' };
    for (const [method, path] of [
      ['GET', '/users'],
      ['POST', '/webhooks'],
      ['POST', '/leads/pipelines'],
      ['POST', '/leads/custom_fields'],
    ] as const)
      expect(
        (await kommo.call(method, `/api/v4${path}`, method === 'POST' ? [] : undefined, executive))
          .status,
      ).toBe(403);
  });
});

describe('envelopes', () => {
  test('success is hal+json without a charset, with a request id', async () => {
    const answer = await kommo.get('/api/v4/account');
    expect(answer.type).toBe('application/hal+json');
    expect(answer.headers.get('x-request-id')).not.toBeNull();
  });

  test('an empty page and an unknown id are 204 with no body', async () => {
    for (const path of ['/leads', '/leads/1', '/contacts?page=3', '/sources', '/webhooks']) {
      const answer = await kommo.get(`/api/v4${path}`);
      expect([path, answer.status, answer.text]).toEqual([path, 204, '']);
    }
  });

  test('pages link to each other with absolute addresses; lists of leads tell no total', async () => {
    await kommo.post(
      '/api/v4/leads',
      Array.from({ length: 5 }, () => lead),
    );
    const first = await kommo.get('/api/v4/leads?limit=2');
    expect(first.at('_page')).toBe(1);
    expect(first.at('_total_items')).toBeUndefined();
    expect(first.at('_links.next.href')).toBe(`${kommo.url}/api/v4/leads?limit=2&page=2`);
    const last = await kommo.get('/api/v4/leads?limit=2&page=3');
    expect(last.at('_links.next')).toBeUndefined();
    expect(last.at('_links.prev.href')).toBe(`${kommo.url}/api/v4/leads?limit=2&page=2`);
    expect((await kommo.get('/api/v4/leads?limit=2&page=4')).status).toBe(204);
    const fields = await kommo.get('/api/v4/leads/custom_fields');
    expect([fields.at('_page_count'), typeof fields.at('_total_items')]).toEqual([1, 'number']);
  });

  test('a page holds 50 by default and 250 at most', async () => {
    for (let batch = 0; batch < 2; batch += 1)
      await kommo.post(
        '/api/v4/leads',
        Array.from({ length: 150 }, () => lead),
      );
    const size = async (query: string) => {
      const leads = (await kommo.get(`/api/v4/leads${query}`)).at('_embedded.leads');
      return Array.isArray(leads) ? leads.length : 0;
    };
    expect(await size('')).toBe(50);
    expect(await size('?limit=400')).toBe(250);
    await kommo.post('/sandbox/switches', { 'list-limit-over-250-refused': true });
    expect((await kommo.get('/api/v4/leads?limit=400')).status).toBe(422);
  });

  test('more than 250 items in a call are refused whole', async () => {
    const answer = await kommo.post(
      '/api/v4/leads',
      Array.from({ length: 251 }, () => lead),
    );
    expect([answer.status, answer.at('detail')]).toEqual([422, 'Limit 250 per page']);
    expect((await kommo.get('/api/v4/leads')).status).toBe(204);
  });

  test.each([
    ['an object for a collection', 'POST', '/leads', lead, 400],
    ['an array for one record', 'PATCH', '/leads/1', [lead], 400],
    ['an empty array', 'POST', '/leads', [], 400],
    ['no JSON', 'POST', '/leads', '{', 400],
    ['an unknown path', 'GET', '/nothing', undefined, 404],
    ['a known path with another method', 'DELETE', '/leads', undefined, 405],
  ])('%s is refused', async (_name, method, path, body, status) => {
    const answer = await kommo.call(method, `/api/v4${path}`, body);
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
  });

  test('an unknown path is named in the detail', async () => {
    expect((await kommo.get('/api/v4/nothing')).at('detail')).toBe(
      `Cannot GET ${kommo.url}/api/v4/nothing`,
    );
  });

  test('PHP brackets are read in every form', async () => {
    const made = await kommo.post('/api/v4/leads', [lead, lead, lead]);
    const [one, two] = [made.id('_embedded.leads.0.id'), made.id('_embedded.leads.1.id')];
    for (const query of [
      `filter[id][]=${one}&filter[id][]=${two}`,
      `filter[id][0]=${one}&filter[id][1]=${two}`,
      `filter[id]=${one},${two}`,
      `filter%5Bid%5D%5B%5D=${one}&filter%5Bid%5D%5B%5D=${two}`,
    ]) {
      const leads = (await kommo.get(`/api/v4/leads?${query}`)).at('_embedded.leads');
      expect([query, leads]).toEqual([
        query,
        [expect.objectContaining({ id: one }), expect.objectContaining({ id: two })],
      ]);
    }
  });
});

describe('limits', () => {
  test('the eighth call in a second is 429 with retry_after in the body', async () => {
    await kommo.post('/sandbox/limits', { perSecond: 7, perAccount: 50 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => kommo.get('/api/v4/account')),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.at('retry_after')).toBe(300);
    expect(refused[0]?.headers.get('retry-after')).toBeNull();
    await kommo.post('/sandbox/clock', { advanceMs: 1100 });
    expect((await kommo.get('/api/v4/account')).status).toBe(200);
  });

  test('the page is not counted', async () => {
    await kommo.post('/sandbox/limits', { perSecond: 1 });
    const page = () =>
      kommo.call('GET', '/api/v4/account', undefined, { cookie: 'sandbox_user=1002' });
    for (let call = 0; call < 5; call += 1) expect((await page()).status).toBe(200);
  });

  test('whoever keeps calling is blocked with an HTML page, at the token endpoint too', async () => {
    await kommo.post('/sandbox/limits', { perSecond: 1, blockAfter: 3 });
    for (let call = 0; call < 4; call += 1) await kommo.get('/api/v4/account');
    await kommo.post('/sandbox/clock', { advanceMs: 60_000 });
    for (const answer of [
      await kommo.get('/api/v4/account'),
      await kommo.post('/oauth2/access_token', {}),
    ]) {
      expect([answer.status, answer.type]).toEqual([403, 'text/html']);
      expect(answer.text).toContain('403 Forbidden');
    }
    await kommo.call('DELETE', '/sandbox/faults');
    expect((await kommo.get('/api/v4/account')).status).toBe(200);
  });
});

describe('faults', () => {
  test.each([
    ['402', 402, 'application/problem+json'],
    ['401', 401, 'application/problem+json'],
    ['403-scope', 403, 'application/problem+json'],
    ['403-html', 403, 'text/html'],
    ['429', 429, 'application/problem+json'],
    ['non-json-429', 429, 'text/html'],
    ['500', 500, 'application/problem+json'],
    ['502', 502, 'text/html'],
    ['504', 504, 'text/html'],
    ['html-200', 200, 'text/html'],
  ])('%s strikes as often as told', async (kind, status, type) => {
    await kommo.post('/sandbox/faults', { kind, times: 1, match: '/api/v4/account' });
    expect((await kommo.get('/api/v4/users')).status).toBe(200);
    const struck = await kommo.get('/api/v4/account');
    expect([struck.status, struck.type]).toEqual([status, type]);
    expect((await kommo.get('/api/v4/account')).type).toBe('application/hal+json');
  });

  test('a dropped connection leaves the write done, or not, as told', async () => {
    await kommo.post('/sandbox/faults', [
      { kind: 'drop-after-commit', times: 1 },
      { kind: 'drop-before', times: 1 },
    ]);
    await expect(kommo.post('/api/v4/leads', [lead])).rejects.toThrow();
    await expect(kommo.post('/api/v4/leads', [lead])).rejects.toThrow();
    expect((await kommo.get('/api/v4/leads')).at('_embedded.leads')).toHaveLength(1);
  });

  test('a big batch times out, half of it does not', async () => {
    await kommo.post('/sandbox/faults', { kind: '504-batch', over: 10 });
    expect(
      (
        await kommo.post(
          '/api/v4/leads',
          Array.from({ length: 11 }, () => lead),
        )
      ).status,
    ).toBe(504);
    expect(
      (
        await kommo.post(
          '/api/v4/leads',
          Array.from({ length: 10 }, () => lead),
        )
      ).status,
    ).toBe(200);
  });

  test('slow is slow', async () => {
    await kommo.post('/sandbox/faults', { kind: 'slow', ms: 1_000, times: 1 });
    const answered: string[] = [];
    const ask = async (name: string) => {
      expect((await kommo.get('/api/v4/account')).status).toBe(200);
      answered.push(name);
    };
    const slow = ask('slow');
    await until('the slow call', async () => {
      const faults = await kommo.get('/sandbox/faults');
      return JSON.stringify(faults.body).includes('slow') ? null : true;
    });
    await Promise.all([slow, ask('quick')]);
    expect(answered).toEqual(['quick', 'slow']);
  });

  test('every call is in the log with its body', async () => {
    await kommo.call('DELETE', '/sandbox/requests');
    await kommo.post('/api/v4/leads', [lead]);
    const log = await kommo.get('/sandbox/requests');
    expect(log.body).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/api/v4/leads',
        status: 200,
        body: JSON.stringify([lead]),
      }),
    ]);
  });
});
