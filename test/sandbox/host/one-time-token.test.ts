import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { type RunningHost, secret, startHost } from './host-page.js';

const now = new Date('2026-05-04T15:00:00Z');
const seconds = now.getTime() / 1000;
const key = new TextEncoder().encode(secret);

let host: RunningHost;

beforeAll(async () => {
  host = await startHost({ clock: () => now });
});

afterAll(() => host.close());

async function mint(query: string, cookie = ''): Promise<string> {
  const uuid = '00000000-0000-4000-8000-000000000001';
  const address = `${host.url}/ajax/v2/integrations/${uuid}/disposable_token${query}`;
  const response = await fetch(address, {
    headers: { 'x-requested-with': 'XMLHttpRequest', ...(cookie === '' ? {} : { cookie }) },
  });
  return ((await response.json()) as { token: string }).token;
}

describe('the one-time token (R9.2)', () => {
  test('has all claims, 30 minutes, HS256 with the integration secret', async () => {
    const { payload, protectedHeader } = await jwtVerify(await mint('', 'sandbox_user=1001'), key, {
      algorithms: ['HS256'],
      currentDate: now,
    });
    expect(protectedHeader.alg).toBe('HS256');
    expect(payload).toEqual({
      iss: 'https://sandbox.kommo.com',
      aud: 'http://localhost:3000',
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iat: seconds,
      nbf: seconds,
      exp: seconds + 1800,
      account_id: 30000001,
      user_id: 1001,
      subdomain: 'sandbox',
      client_uuid: '00000000-0000-4000-8000-000000000001',
      is_admin: true,
    });
  });

  test('without a cookie it is an executive, who is no admin', async () => {
    expect(decodeJwt(await mint(''))).toMatchObject({ user_id: 1002, is_admin: false });
  });

  test.each([
    ['expired', { exp: seconds - 1800 }],
    ['not-yet', { nbf: seconds + 1800 }],
    ['wrong-aud', { aud: 'https://elsewhere.example' }],
    ['empty-aud', { aud: '' }],
    ['wrong-account', { account_id: 30000002 }],
    ['wrong-client', { client_uuid: '00000000-0000-4000-8000-0000000000ff' }],
    ['not-admin', { is_admin: false }],
  ])('variant %s spoils that claim only, under a good signature', async (variant, claims) => {
    const token = await mint(`?token=${variant}`, 'sandbox_user=1001');
    const { payload } = await jwtVerify(token, key, {
      currentDate: new Date((Number(decodeJwt(token).nbf) + 1) * 1000),
    });
    expect(payload).toMatchObject({ user_id: 1001, subdomain: 'sandbox', ...claims });
  });

  test('variant no-admin lacks the claim', async () => {
    expect(decodeJwt(await mint('?token=no-admin', 'sandbox_user=1001'))).not.toHaveProperty(
      'is_admin',
    );
  });

  test('variant wrong-secret does not verify', async () => {
    const token = await mint('?token=wrong-secret');
    await expect(jwtVerify(token, key, { currentDate: now })).rejects.toThrow('signature');
  });

  test('variants hs512 and unsigned have another algorithm', async () => {
    const long = await mint('?token=hs512');
    await jwtVerify(long, key, { algorithms: ['HS512'], currentDate: now });
    expect(decodeProtectedHeader(await mint('?token=unsigned')).alg).toBe('none');
  });

  test('is refused without X-Requested-With, to a stranger and for another integration', async () => {
    const ours = `${host.url}/ajax/v2/integrations/00000000-0000-4000-8000-000000000001`;
    const ajax = { 'x-requested-with': 'XMLHttpRequest' };
    const statuses = await Promise.all([
      fetch(`${ours}/disposable_token`),
      fetch(`${ours}/disposable_token`, { headers: { ...ajax, cookie: 'sandbox_user=9' } }),
      fetch(`${ours}9/disposable_token`, { headers: ajax }),
    ]);
    expect(statuses.map((response) => response.status)).toEqual([403, 401, 404]);
  });
});
