import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { verifyBotToken } from '../../../../backend/src/adapters/kommo/auth/bot-token.js';
import { isDeauthorization } from '../../../../backend/src/adapters/kommo/auth/deauthorization.js';
import { createOneTimeTokenVerifier } from '../../../../backend/src/adapters/kommo/auth/one-time-token.js';
import type { OneTimeTokenOptions } from '../../../../backend/src/adapters/kommo/auth/one-time-token.js';
import { readReturnPath } from '../../../../backend/src/adapters/kommo/bots/return-url.js';

const secret = 'the-secret-key-of-the-integration-0001';
const clientId = '00000000-0000-4000-8000-000000000001';
const now = new Date('2026-11-20T12:00:00Z');
const seconds = now.getTime() / 1000;
const clock = () => now;

const personClaims = {
  iss: 'https://sandbox.kommo.com',
  aud: 'http://localhost:3000',
  jti: 'a',
  iat: seconds,
  nbf: seconds,
  exp: seconds + 1800,
  account_id: 30000001,
  user_id: 1002,
  subdomain: 'sandbox',
  client_uuid: clientId,
};
const botClaims = {
  iss: 'https://sandbox.kommo.com',
  exp: seconds + 600,
  account_id: 30000001,
  subdomain: 'sandbox',
  client_uuid: clientId,
  entity_type: '2',
  entity_id: 15318175,
  bot_type: 'salesbot',
};

type Claims = Readonly<Record<string, unknown>>;
const sign = (claims: Claims, alg = 'HS256', key = secret): Promise<string> =>
  new SignJWT(JSON.parse(JSON.stringify(claims)) as Record<string, unknown>)
    .setProtectedHeader({ alg, typ: 'JWT' })
    .sign(new TextEncoder().encode(key));

const options: OneTimeTokenOptions = {
  secrets: [secret],
  clientId,
  accountId: 30000001,
  audience: ['http://localhost:3000'],
  clock,
};
const verify = (
  token: string,
  given: Partial<OneTimeTokenOptions> = {},
  origin: string | null = null,
) => createOneTimeTokenVerifier({ ...options, ...given })(token, origin);

describe("a person's one-time token (R9.2)", () => {
  test.each([
    ['as documented', {}, { userId: 1002, isAdmin: null }],
    ['of an administrator', { is_admin: true }, { userId: 1002, isAdmin: true }],
    ['that says he is none', { is_admin: false }, { userId: 1002, isAdmin: false }],
    [
      'with ids as text',
      { account_id: '30000001', user_id: '1002' },
      { userId: 1002, isAdmin: null },
    ],
    [
      'with aud as a list',
      { aud: ['https://x.example', 'http://localhost:3000'] },
      { userId: 1002, isAdmin: null },
    ],
    ['with aud without its port', { aud: 'http://localhost' }, { userId: 1002, isAdmin: null }],
    ['without nbf and iat', { nbf: undefined, iat: undefined }, { userId: 1002, isAdmin: null }],
    ['expired 29 s ago', { exp: seconds - 29 }, { userId: 1002, isAdmin: null }],
    ['valid in 29 s', { nbf: seconds + 29, iat: seconds + 29 }, { userId: 1002, isAdmin: null }],
  ])('%s passes', async (_name, claims, user) => {
    expect(await verify(await sign({ ...personClaims, ...claims }))).toEqual(user);
  });

  test.each([
    ['expired 31 s ago', { exp: seconds - 31 }, 'token_expired'],
    ['without exp', { exp: undefined }, 'unauthorized'],
    ['not valid for another 31 s', { nbf: seconds + 31 }, 'unauthorized'],
    ['issued in the future', { iat: seconds + 31, nbf: undefined }, 'unauthorized'],
    ['of another account', { account_id: 30000002 }, 'wrong_account'],
    [
      'of another integration',
      { client_uuid: '00000000-0000-4000-8000-000000000002' },
      'wrong_account',
    ],
    ['without an integration', { client_uuid: undefined }, 'unauthorized'],
    ['for another address', { aud: 'https://other.example' }, 'unauthorized'],
    ['with an empty aud', { aud: '' }, 'unauthorized'],
    ['without aud', { aud: undefined }, 'unauthorized'],
    ['of a foreign issuer', { iss: 'https://sandbox.kommo.com.evil.example' }, 'unauthorized'],
    ['of another subdomain', { iss: 'https://other.kommo.com' }, 'unauthorized'],
    [
      'with a subdomain that is an address',
      { subdomain: 'evil.example/', iss: 'https://evil.example/.kommo.com' },
      'unauthorized',
    ],
    ['without a user', { user_id: undefined }, 'unauthorized'],
    ['of user 0', { user_id: 0 }, 'unauthorized'],
    ['that is a Salesbot, too', { bot_type: 'salesbot' }, 'unauthorized'],
    ['that names an entity', { entity_id: 5 }, 'unauthorized'],
    ['whose is_admin is text', { is_admin: 'true' }, 'unauthorized'],
  ])('%s is refused', async (_name, claims, code) => {
    const token = await sign({ ...personClaims, ...claims });
    await expect(verify(token)).rejects.toMatchObject({ code });
  });

  test.each([['HS512'], ['HS384']])('signed with %s is refused', async (alg) => {
    await expect(verify(await sign(personClaims, alg))).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  test.each([
    ['unsigned', `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(personClaims))}.`],
    ['garbage', 'a.b.c'],
    ['empty', ''],
    ['endless', 'a'.repeat(5000)],
  ])('%s is refused', async (_name, token) => {
    await expect(verify(token)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('another key is refused; during a rotation the key before passes too', async () => {
    const old = await sign(personClaims, 'HS256', 'the-secret-key-of-the-integration-0000');
    await expect(verify(old)).rejects.toMatchObject({ code: 'unauthorized' });
    const secrets = [secret, 'the-secret-key-of-the-integration-0000'];
    expect((await verify(old, { secrets })).userId).toBe(1002);
    await expect(verify(old, { secrets: [] })).rejects.toMatchObject({ code: 'unauthorized' });
    const expired = await sign({ ...personClaims, exp: seconds - 60 });
    await expect(verify(expired, { secrets })).rejects.toMatchObject({ code: 'token_expired' });
  });

  test('aud can be left unchecked, or allowed to be empty', async () => {
    const other = await sign({ ...personClaims, aud: 'https://other.example' });
    expect((await verify(other, { audience: null })).userId).toBe(1002);
    const none = await sign({ ...personClaims, aud: undefined });
    expect((await verify(none, { acceptEmptyAudience: true })).userId).toBe(1002);
    await expect(verify(other, { acceptEmptyAudience: true })).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  test.each([
    ['the own page', 'https://sandbox.kommo.com', true],
    ["another account's page", 'https://other.kommo.com', false],
    ['the sandbox', 'http://localhost:4000', true],
  ])('sent by %s', async (_name, origin, passes) => {
    const answer = verify(await sign(personClaims), {}, origin);
    if (passes) expect((await answer).userId).toBe(1002);
    else await expect(answer).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe("a Salesbot's token", () => {
  const bot = (token: string, algorithms?: readonly ('HS256' | 'HS512')[]) =>
    verifyBotToken(token, {
      secrets: [secret],
      clientId,
      accountId: 30000001,
      clock,
      ...(algorithms === undefined ? {} : { algorithms }),
    });

  test.each([
    ['HS512', 'HS512', {}, 'lead'],
    ['HS256', 'HS256', {}, 'lead'],
    ['with client_uid', 'HS512', { client_uuid: undefined, client_uid: clientId }, 'lead'],
    ['of a customer', 'HS512', { entity_type: 12 }, 'other'],
    ['that names the user who started it', 'HS512', { user_id: 1001 }, 'lead'],
  ])('%s passes', async (_name, alg, claims, entity) => {
    expect(await bot(await sign({ ...botClaims, ...claims }, alg))).toEqual({
      entity,
      entityId: 15318175,
      botType: 'salesbot',
      subdomain: 'sandbox',
    });
  });

  test.each([
    ['of another account', { account_id: 1 }, 'wrong_account'],
    ['of another integration', { client_uuid: 'x' }, 'wrong_account'],
    ['without a bot', { bot_type: undefined }, 'unauthorized'],
    ['without an entity', { entity_id: undefined }, 'unauthorized'],
    ['of a foreign issuer', { iss: 'https://evil.example' }, 'unauthorized'],
    ['expired', { exp: seconds - 60 }, 'token_expired'],
  ])('%s is refused', async (_name, claims, code) => {
    const token = await sign({ ...botClaims, ...claims }, 'HS512');
    await expect(bot(token)).rejects.toMatchObject({ code });
  });

  test('can be narrowed to the algorithm that was seen', async () => {
    await expect(bot(await sign(botClaims, 'HS256'), ['HS512'])).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  test("neither passes in the other's place, even with the other's algorithm", async () => {
    await expect(bot(await sign(personClaims, 'HS512'))).rejects.toMatchObject({
      code: 'unauthorized',
    });
    await expect(bot(await sign(personClaims))).rejects.toMatchObject({ code: 'unauthorized' });
    const withUser = { ...botClaims, ...personClaims };
    await expect(verify(await sign(withUser))).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(verify(await sign(botClaims))).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe('where a Salesbot is answered', () => {
  const origins = ['https://sandbox.kommo.com', 'http://127.0.0.1:4000'];
  test.each([
    [
      'https://sandbox.kommo.com/api/v4/salesbot/55/continue/abc123',
      '/api/v4/salesbot/55/continue/abc123',
    ],
    [
      'https://sandbox.kommo.com/api/v4/marketingbot/5/continue/a-b_c',
      '/api/v4/marketingbot/5/continue/a-b_c',
    ],
    ['http://127.0.0.1:4000/api/v4/salesbot/55/continue/9', '/api/v4/salesbot/55/continue/9'],
    ['http://sandbox.kommo.com/api/v4/salesbot/55/continue/abc', null],
    ['https://other.kommo.com/api/v4/salesbot/55/continue/abc', null],
    ['https://sandbox.kommo.com.evil.example/api/v4/salesbot/5/continue/a', null],
    ['https://sandbox.kommo.com@evil.example/api/v4/salesbot/5/continue/a', null],
    ['https://user:x@sandbox.kommo.com/api/v4/salesbot/5/continue/a', null],
    ['https://sandbox.kommo.com:8443/api/v4/salesbot/5/continue/a', null],
    ['https://sandbox.kommo.com/api/v4/leads/5', null],
    ['https://sandbox.kommo.com/api/v4/salesbot/5/continue/../../../leads', null],
    ['https://sandbox.kommo.com/api/v4/salesbot/5/continue/a?next=https://evil.example', null],
    ['file:///etc/passwd', null],
    ['nonsense', null],
  ])('%s', (url, path) => {
    expect(readReturnPath(url, origins)).toBe(path);
  });
});

describe('the hook that says that the integration was switched off', () => {
  const signature = (id: string, account: string, key = secret) =>
    createHmac('sha256', key).update(`${id}|${account}`).digest('hex');
  const check = (given: { clientId: string; accountId: string; signature: string }) =>
    isDeauthorization(given, { clientId, secrets: [secret, 'before'] });

  test.each([
    ['signed', { clientId, accountId: '1', signature: signature(clientId, '1') }, true],
    [
      'signed in capitals',
      { clientId, accountId: '1', signature: signature(clientId, '1').toUpperCase() },
      true,
    ],
    [
      'signed with the key before',
      { clientId, accountId: '1', signature: signature(clientId, '1', 'before') },
      true,
    ],
    [
      'of another account',
      { clientId, accountId: '2', signature: signature(clientId, '1') },
      false,
    ],
    [
      'of another integration',
      { clientId: 'x', accountId: '1', signature: signature('x', '1') },
      false,
    ],
    ['unsigned', { clientId, accountId: '1', signature: '' }, false],
    ['cut', { clientId, accountId: '1', signature: signature(clientId, '1').slice(0, 10) }, false],
  ])('%s', (_name, given, passes) => {
    expect(check(given)).toBe(passes);
  });
});
