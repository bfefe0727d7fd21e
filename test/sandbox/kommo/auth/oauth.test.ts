import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startReceiver, startTestSandbox } from '../start.js';
import type { TestSandbox } from '../start.js';

const clientId = '00000000-0000-4000-8000-000000000001';
const secret = 'secret-of-a-test';
let kommo: TestSandbox;
let companion: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  companion = await startReceiver();
  kommo = await startTestSandbox({ companionUrl: companion.url, clientSecret: secret });
});
beforeEach(async () => {
  await kommo.post('/sandbox/reset', {});
  await kommo.post('/sandbox/limits', { perSecond: 0, perAccount: 0 });
});
afterEach(() => {
  companion.received.length = 0;
});
afterAll(async () => {
  await kommo.close();
  await companion.close();
});

async function granted(decision = 'allow'): Promise<URL> {
  const path = `/oauth/decision?client_id=${clientId}&state=s1&decision=${decision}`;
  const answer = await kommo.call('GET', path, undefined, {});
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get('location') ?? '');
}

function token(grant: Record<string, string>) {
  const fixed = {
    client_id: clientId,
    client_secret: secret,
    redirect_uri: `${companion.url}/oauth/callback`,
  };
  return kommo.call('POST', '/oauth2/access_token', { ...fixed, ...grant }, {});
}

async function pair() {
  const code = (await granted()).searchParams.get('code') ?? '';
  return token({ grant_type: 'authorization_code', code });
}

const refresh = (refresh_token: unknown) =>
  token({ grant_type: 'refresh_token', refresh_token: String(refresh_token) });

async function canCall(access: unknown): Promise<number> {
  return (
    await kommo.call('GET', '/api/v4/account', undefined, {
      authorization: `Bearer ${String(access)}`,
    })
  ).status;
}

describe('consent', () => {
  test('the page asks in Spanish and leads both ways', async () => {
    const page = await kommo.call(
      'GET',
      `/oauth?client_id=${clientId}&state=s1&mode=popup`,
      undefined,
      {},
    );
    expect(page.text).toContain('Permitir');
    expect(page.text).toContain('decision=deny');
    expect((await kommo.call('GET', '/oauth?client_id=another', undefined, {})).status).toBe(404);
  });

  test('yes redirects with code, state and referer; no with the error', async () => {
    const yes = await granted();
    expect(yes.origin + yes.pathname).toBe(`${companion.url}/oauth/callback`);
    expect(Object.fromEntries(yes.searchParams)).toEqual({
      code: expect.stringMatching(/^def502/),
      state: 's1',
      referer: 'sandbox.kommo.com',
      client_id: clientId,
    });
    expect(Object.fromEntries((await granted('deny')).searchParams)).toEqual({
      error: 'access_denied',
      client_id: clientId,
      state: 's1',
    });
    await kommo.post('/sandbox/switches', { 'referer-with-scheme': true });
    expect((await granted()).searchParams.get('referer')).toBe('https://sandbox.kommo.com');
  });

  test('an install from the page calls the companion with from_widget and no state', async () => {
    await kommo.post('/sandbox/oauth/install', {});
    const { path, headers } = companion.first();
    const query = new URL(path, companion.url).searchParams;
    expect([query.get('from_widget'), query.has('state'), query.has('code')]).toEqual([
      '1',
      false,
      true,
    ]);
    expect(headers['user-agent']).toBe('amoService-oAuth-Code-Sender/1.0');
  });
});

describe('tokens', () => {
  test('a code becomes a pair, once, within twenty minutes', async () => {
    const code = (await granted()).searchParams.get('code') ?? '';
    const answer = await token({ grant_type: 'authorization_code', code });
    expect([answer.at('token_type'), answer.at('expires_in')]).toEqual(['Bearer', 86_400]);
    expect(await canCall(answer.at('access_token'))).toBe(200);
    expect((await token({ grant_type: 'authorization_code', code })).status).toBe(400);
    const late = (await granted()).searchParams.get('code') ?? '';
    await kommo.post('/sandbox/clock', { advanceMs: 20 * 60_000 });
    expect((await token({ grant_type: 'authorization_code', code: late })).status).toBe(400);
  });

  test('the access token is a JWT with the claims of Kommo', async () => {
    const jwt = String((await pair()).at('access_token'));
    const claims: unknown = JSON.parse(
      Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(claims).toMatchObject({
      aud: clientId,
      account_id: 30_000_001,
      base_domain: 'kommo.com',
      api_domain: 'api-c.kommo.com',
      sub: '1001',
    });
  });

  test('an access token ends after a day, a refresh token after three months', async () => {
    const first = await pair();
    await kommo.post('/sandbox/clock', { advanceMs: 86_400_000 });
    expect(await canCall(first.at('access_token'))).toBe(401);
    const second = await refresh(first.at('refresh_token'));
    expect(second.status).toBe(200);
    await kommo.post('/sandbox/clock', { advanceMs: 90 * 86_400_000 });
    expect((await refresh(second.at('refresh_token'))).status).toBe(401);
  });

  test('strict: a spent refresh token is revoked', async () => {
    const first = await pair();
    expect((await refresh(first.at('refresh_token'))).status).toBe(200);
    const again = await refresh(first.at('refresh_token'));
    expect(again.status).toBe(401);
    expect(again.body).toMatchObject({
      hint: 'Token has been revoked',
      type: 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson',
      status: 401,
    });
  });

  test('grace: a spent refresh token works until its successor is used', async () => {
    await kommo.post('/sandbox/switches', { 'refresh-grace': true });
    const first = await pair();
    const second = await refresh(first.at('refresh_token'));
    expect((await refresh(first.at('refresh_token'))).status).toBe(200);
    expect((await refresh(second.at('refresh_token'))).status).toBe(200);
    expect((await refresh(first.at('refresh_token'))).status).toBe(401);
  });

  test('grace may already end at the first call with the new access token', async () => {
    await kommo.post('/sandbox/switches', {
      'refresh-grace': true,
      'grace-ends-at-first-call': true,
    });
    const first = await pair();
    const second = await refresh(first.at('refresh_token'));
    await canCall(second.at('access_token'));
    expect((await refresh(first.at('refresh_token'))).status).toBe(401);
  });

  test.each([
    ['a wrong secret', { client_secret: 'x' }, 401],
    ['a wrong client', { client_id: 'x' }, 401],
    ['another redirect', { redirect_uri: 'https://elsewhere.example' }, 400],
    ['an unknown code', {}, 400],
    ['no grant', { grant_type: 'password' }, 400],
  ])('%s is refused', async (_name, wrong, status) => {
    expect((await token({ grant_type: 'authorization_code', code: 'x', ...wrong })).status).toBe(
      status,
    );
  });

  test('a new secret ends every authorisation but the long-lived token', async () => {
    const first = await pair();
    await kommo.post('/sandbox/oauth/rotate-secret', { secret: 'another' });
    expect(await canCall(first.at('access_token'))).toBe(401);
    expect((await refresh(first.at('refresh_token'))).status).toBe(401);
    expect(await canCall('sandbox-token')).toBe(200);
  });

  test('a long-lived token lasts the days it was given', async () => {
    const made = await kommo.post('/sandbox/oauth/long-lived', { days: 1 });
    expect(await canCall(made.at('token'))).toBe(200);
    await kommo.post('/sandbox/clock', { advanceMs: 86_400_000 });
    expect(await canCall(made.at('token'))).toBe(401);
  });

  test('disconnecting revokes and tells the companion with a signature', async () => {
    const first = await pair();
    await kommo.post('/sandbox/oauth/disconnect', {});
    expect(await canCall(first.at('access_token'))).toBe(401);
    const query = new URL(companion.received[0]?.path ?? '', companion.url).searchParams;
    const signature = createHmac('sha256', secret).update(`${clientId}|30000001`).digest('hex');
    expect(Object.fromEntries(query)).toEqual({
      client_uuid: clientId,
      account_id: '30000001',
      signature,
    });
  });
});
