import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { until } from '../../support/world.js';
import { accountId, openAccount } from './account.js';
import type { Account, Process } from './account.js';
import { saying } from '../../support/in-spanish.js';

const modes = [
  ['strict', false],
  ['with grace', true],
] as const;
const me = '/api/v4/account';
const newSecret = 'the-secret-that-kommo-has-drawn-anew-0123456789';

let account: Account;
let companion: Process;
beforeEach(async () => {
  account = await openAccount();
  companion = account.process();
});
afterEach(() => account.close());

const call = (from: Process) => from.client.get(me);
const many = (count: number, from: Process) => Array.from({ length: count }, () => call(from));
const grace = (on: boolean) => account.kommo('POST', '/sandbox/switches', { 'refresh-grace': on });
const fault = (kind: string, times: number) =>
  account.kommo('POST', '/sandbox/faults', { kind, times, match: '/oauth2/access_token' });

async function connect(): Promise<void> {
  expect(await account.connect(companion)).toEqual({ kind: 'connected' });
  await account.kommo('DELETE', '/sandbox/requests');
}

describe.each(modes)('refresh tokens that are spent %s', (_name, isGrace) => {
  beforeEach(async () => {
    await grace(isGrace);
    await connect();
  });

  test('50 parallel calls with an expired token make one refresh and no failure (R8.2)', async () => {
    const before = await account.tokens();
    account.advance(25);
    const answers = await Promise.all(many(50, companion));
    expect(answers).toHaveLength(50);
    expect(await account.tokenCalls()).toBe(1);
    const after = await account.tokens();
    expect(after?.previousRefreshToken).toBe(before?.refreshToken);
    expect(after?.accessToken).not.toBe(before?.accessToken);
  });

  test('two processes with 25 calls each make one refresh and no failure', async () => {
    const other = account.process();
    await Promise.all([call(companion), call(other)]);
    account.advance(25);
    await Promise.all([...many(25, companion), ...many(25, other)]);
    expect(await account.tokenCalls()).toBe(1);
  });

  test('50 calls that Kommo refuses, though the clock says that the token lives, make one refresh', async () => {
    await account.kommo('POST', '/sandbox/clock', { advanceMs: 25 * 3_600_000 });
    const other = account.process();
    await Promise.all([...many(25, companion), ...many(25, other)]);
    expect(await account.tokenCalls()).toBe(1);
  });

  test('no connection to Kommo during a refresh is tried once more, and nobody notices', async () => {
    account.advance(25);
    await fault('drop-before', 1);
    await Promise.all(many(5, companion));
    expect(await account.tokenCalls()).toBe(2);
  });

  test('refreshed day after day it goes on', async () => {
    for (let day = 0; day < 5; day += 1) {
      account.advance(25);
      await call(companion);
    }
    expect(await account.tokenCalls()).toBe(5);
  });

  test('at seven tenths of its life the token is renewed behind the calls', async () => {
    const before = await account.tokens();
    account.advance(16.7);
    await call(companion);
    expect(await account.tokenCalls()).toBe(0);
    account.advance(0.2);
    await call(companion);
    await until(
      'the renewal',
      async () => (await account.tokens())?.accessToken !== before?.accessToken,
    );
    await call(companion);
    expect(await account.tokenCalls()).toBe(1);
  });

  test('an early renewal that fails bothers nobody while the old token serves', async () => {
    account.advance(17);
    await fault('500', 2);
    await call(companion);
    await until('the attempt', async () => (await account.tokenCalls()) === 2);
    await Promise.all(many(5, companion));
    // And it is not asked again at once.
    expect(await account.tokenCalls()).toBe(2);
    account.advance(8);
    await account.endRest();
    await call(companion);
    expect((await account.tokens())?.refusedAt).toBeNull();
  });

  test('a pair that the database did not take is stored before anything else is asked', async () => {
    let failures = 3;
    const weak = account.process({
      tokens: {
        save: (id, pair) => {
          failures -= 1;
          if (failures >= 0) return Promise.reject(new Error('the disk is full'));
          return account.store.tokens.save(id, pair);
        },
      },
    });
    account.advance(25);
    await expect(call(weak)).rejects.toThrow('the disk is full');
    await call(weak);
    expect(await account.tokenCalls()).toBe(1);
  });

  test('neither token nor secret reaches the log (R8.2)', async () => {
    const tokens = [await account.tokens()];
    account.advance(25);
    await fault('drop-before', 1);
    await call(companion);
    await account.kommo('POST', '/sandbox/oauth/rotate-secret', { secret: newSecret });
    account.advance(25);
    await call(companion).catch(() => undefined);
    tokens.push(await account.tokens());
    const log = companion.log();
    expect(log).toContain("Kommo's token was renewed");
    for (const one of tokens) {
      expect(log).not.toContain(one?.accessToken.slice(-30) ?? '-');
      expect(log).not.toContain(one?.refreshToken?.slice(0, 30) ?? '-');
    }
    expect(log).not.toContain(account.config.kommo.clientSecrets[0] ?? '-');
  });
});

describe('an answer to a refresh that is lost on the way', () => {
  test('is asked for again with grace', async () => {
    await grace(true);
    await connect();
    account.advance(25);
    await fault('drop-after-commit', 1);
    await Promise.all(many(5, companion));
    expect(await account.tokenCalls()).toBe(2);
  });

  test('without grace ends the connection: it is said, Kommo is not asked again, and connecting mends it', async () => {
    await grace(false);
    await connect();
    account.advance(25);
    await fault('drop-after-commit', 1);
    const failures = await Promise.allSettled(many(5, companion));
    expect(failures.map((one) => one.status === 'rejected' && (one.reason as unknown))).toEqual(
      Array.from({ length: 5 }, () =>
        expect.objectContaining({
          code: 'kommo_not_connected',
          retry: { kind: 'after', ms: 60_000, costsTry: false },
        }),
      ),
    );
    const calls = await account.tokenCalls();
    const other = account.process();
    await Promise.allSettled([...many(5, companion), ...many(5, other)]);
    expect(await account.tokenCalls()).toBe(calls);
    expect(await other.connection.read()).toMatchObject({ state: 'revoked', kind: 'oauth' });

    expect(await account.connect(other)).toEqual({ kind: 'connected' });
    await Promise.all([call(companion), call(other)]);
    expect(await companion.connection.read()).toMatchObject({ state: 'connected', remedy: null });
  });

  test('without grace, but early, leaves time until the old token ends', async () => {
    await grace(false);
    await connect();
    account.advance(17);
    await fault('drop-after-commit', 1);
    await call(companion);
    await until('the refusal', async () => (await account.tokens())?.refusedAt !== null);
    await Promise.all(many(3, companion));
    const state = await companion.connection.read();
    expect(state.state).toBe('needs_authorisation');
    expect(state.expiresAt).not.toBeNull();
    expect(state.remedy).toEqual(saying(/administrador/));
    expect(await account.tokenCalls()).toBe(2);

    account.advance(8);
    await expect(call(companion)).rejects.toMatchObject({ code: 'kommo_not_connected' });
    expect(await companion.connection.read()).toMatchObject({ state: 'revoked' });
  });
});

describe('a process that ends between the refresh and the commit', () => {
  const crash = async (): Promise<void> => {
    const dying = account.process({
      tokens: { save: () => Promise.reject(new Error('killed')) },
    });
    await call(dying).catch(() => undefined);
    await account.endRest();
  };

  test('costs nothing with grace', async () => {
    await grace(true);
    await connect();
    account.advance(25);
    await crash();
    await call(companion);
    expect(await account.tokenCalls()).toBe(2);
  });

  test('ends the connection without grace, and it is said', async () => {
    await grace(false);
    await connect();
    account.advance(25);
    await crash();
    await expect(call(companion)).rejects.toMatchObject({ code: 'kommo_not_connected' });
    expect((await account.tokens())?.refusedAt).not.toBeNull();
  });

  test('the refresh token before the newest is tried, where Kommo lost the newest', async () => {
    await grace(true);
    await connect();
    account.advance(25);
    const first = await account.tokens();
    await call(companion);
    const second = await account.tokens();
    if (first === null || second === null) throw new Error('the tokens are there');
    await account.store.tokens.save(accountId, {
      ...second,
      refreshToken: `def502${'0'.repeat(60)}`,
      obtainedAt: new Date(Date.parse(second.obtainedAt) + 1).toISOString(),
      accessToken: 'lost',
    });
    await call(account.process());
    const third = await account.tokens();
    expect(third?.accessToken).not.toBe(second.accessToken);
    expect(third?.refusedAt).toBeNull();
  });
});

describe('a secret that was regenerated in Kommo', () => {
  const restart = async (): Promise<Process> => {
    await account.endRest();
    const secrets = `${newSecret},${account.config.kommo.clientSecrets[0] ?? ''}`;
    return account.process({ env: { KOMMO_CLIENT_SECRET: secrets } });
  };
  const rotate = (revoke: boolean) =>
    account.kommo('POST', '/sandbox/oauth/rotate-secret', { secret: newSecret, revoke });

  test('is named and asked about once; connecting again with the new one mends it', async () => {
    await connect();
    await rotate(true);
    account.advance(25);
    await expect(call(companion)).rejects.toMatchObject({
      code: 'kommo_not_connected',
      reason: saying('KOMMO_CLIENT_SECRET'),
    });
    await Promise.allSettled(many(5, companion));
    expect(await account.tokenCalls()).toBe(1);
    expect((await account.tokens())?.refusedAt).toBeNull();

    const restarted = await restart();
    await expect(call(restarted)).rejects.toMatchObject({ code: 'kommo_not_connected' });
    expect((await restarted.connection.read()).state).toBe('revoked');
    expect(await account.connect(restarted)).toEqual({ kind: 'connected' });
    await call(restarted);
  });

  test('without revoking, the stored authorisation goes on with the new secret', async () => {
    await connect();
    await rotate(false);
    account.advance(25);
    await expect(call(companion)).rejects.toMatchObject({ code: 'kommo_not_connected' });
    await call(await restart());
  });

  test('two secrets are live while one is replaced', async () => {
    const rotating = account.process({
      env: {
        KOMMO_CLIENT_SECRET: `a-new-secret-that-kommo-does-not-know-yet,${account.config.kommo.clientSecrets[0] ?? ''}`,
      },
    });
    expect(await account.connect(rotating)).toEqual({ kind: 'connected' });
    account.advance(25);
    await call(rotating);
  });
});

describe('KOMMO_TOKEN and the stored authorisation', () => {
  const configured = { KOMMO_TOKEN: 'sandbox-token' };

  test('the one that was set or connected last is used', async () => {
    const first = account.process({ env: configured });
    await call(first);
    expect(await first.connection.read()).toMatchObject({ kind: 'token', state: 'connected' });

    expect(await account.connect(first)).toEqual({ kind: 'connected' });
    expect(await first.connection.read()).toMatchObject({ kind: 'oauth', state: 'connected' });

    const changed = account.process({ env: { KOMMO_TOKEN: 'a-newer-token-of-the-operator' } });
    expect(await changed.connection.read()).toMatchObject({ kind: 'token' });
    // Kommo refuses that one: the stored authorisation serves meanwhile.
    await call(changed);
  });

  test('a dead authorisation gives way to the configured token', async () => {
    const one = account.process({ env: configured });
    await account.connect(one);
    const stored = await account.tokens();
    await account.store.tokens.markRefused(accountId, stored?.obtainedAt ?? '', new Date());
    account.advance(25);
    await call(account.process({ env: configured }));
  });

  test('with neither, the work waits and it is said where to connect', async () => {
    await expect(call(companion)).rejects.toMatchObject({
      code: 'kommo_not_connected',
      retry: { kind: 'after', costsTry: false },
    });
    expect(await companion.connection.read()).toMatchObject({
      state: 'needs_authorisation',
      account: 'sandbox.kommo.com',
      connectUrl: 'http://localhost:1/oauth/start',
    });
    const noKey = account.process({ env: { ...configured, ENCRYPTION_KEY: '' } });
    expect(noKey.connection.begin()).toBeNull();
    expect((await noKey.connection.read()).connectUrl).toBeNull();
  });
});

describe('an account that Kommo closes', () => {
  test.each([
    ['402', 'kommo_payment_required', 'payment_required'],
    ['403-html', 'kommo_blocked', 'blocked'],
  ] as const)('%s is stored, shown and over when Kommo serves again', async (kind, code, state) => {
    await connect();
    await account.kommo('POST', '/sandbox/faults', { kind, match: '/api/v4' });
    await expect(call(companion)).rejects.toMatchObject({ code, retry: { costsTry: false } });
    const other = account.process();
    await until('the state', async () => (await other.connection.read()).state === state);
    expect((await other.connection.read()).remedy).toEqual(saying(/Kommo/));

    await account.kommo('DELETE', '/sandbox/faults');
    await call(other);
    await until('the end', async () => (await companion.connection.read()).state === 'connected');
  });

  test('during a refresh the token is kept, and Kommo is asked again only after a rest', async () => {
    await connect();
    account.advance(25);
    await fault('402', 1);
    await expect(call(companion)).rejects.toMatchObject({ code: 'kommo_payment_required' });
    await Promise.allSettled(many(5, companion));
    expect(await account.tokenCalls()).toBe(1);
    await account.endRest();
    await call(companion);
    expect((await account.tokens())?.refusedAt).toBeNull();
  });
});
