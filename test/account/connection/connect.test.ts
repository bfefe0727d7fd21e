import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { OAuthReturn } from '../../../backend/src/adapters/kommo/auth/oauth-return.js';
import { accountId, openAccount } from './account.js';
import type { Account, Process } from './account.js';
import { saying } from '../../support/in-spanish.js';

let account: Account;
let companion: Process;
beforeAll(async () => {
  account = await openAccount();
});
afterAll(() => account.close());
beforeEach(async () => {
  companion = account.process();
  await account.kommo('DELETE', '/sandbox/requests');
});
afterEach(async () => {
  await account.kommo('DELETE', '/sandbox/faults');
  await account.store.tokens.forget(accountId);
});

const refused = (why: string) => ({ kind: 'refused', why });
type Code = Extract<OAuthReturn, { kind: 'code' }>;

async function returned(): Promise<Code> {
  const answer = await account.consent(companion);
  if (answer.kind !== 'code') throw new Error('consent leads to a code');
  return answer;
}

describe('an administrator who allows the integration', () => {
  test('connects the account; the token is used and kept sealed (R9.2, R8.2)', async () => {
    expect(await account.connect(companion)).toEqual({ kind: 'connected' });
    await companion.client.get('/api/v4/account');
    expect(await companion.connection.read()).toMatchObject({
      state: 'connected',
      kind: 'oauth',
      account: 'sandbox.kommo.com',
      expiresAt: null,
      remedy: null,
    });
  });

  test('does it whichever way Kommo spells the referer', async () => {
    await account.kommo('POST', '/sandbox/switches', { 'referer-with-scheme': true });
    expect(await account.connect(companion)).toEqual({ kind: 'connected' });
    await account.kommo('DELETE', '/sandbox/switches');
  });

  test('may begin at one process and return to another', async () => {
    const answer = await account.consent(companion);
    expect(await account.process().connection.finish(answer)).toEqual({ kind: 'connected' });
  });

  test('who refuses is told so, and nothing is asked of Kommo', async () => {
    const answer = await account.consent(companion, 'deny');
    expect(await companion.connection.finish(answer)).toEqual(refused('denied'));
    expect(await account.tokenCalls()).toBe(0);
  });
});

describe('a return that is not taken', () => {
  const cases: readonly [string, (answer: Code) => OAuthReturn, string][] = [
    ['of another account', (one) => ({ ...one, subdomain: 'stranger' }), 'other_account'],
    ['of another integration', (one) => ({ ...one, clientId: 'other' }), 'other_account'],
    ['without a state', (one) => ({ ...one, state: null }), 'spent_state'],
    ['with a foreign state', (one) => ({ ...one, state: 'x'.repeat(80) }), 'spent_state'],
    ['that cannot be read', () => ({ kind: 'unreadable' }), 'unreadable'],
  ];
  test.each(cases)('%s asks Kommo nothing', async (_name, change, why) => {
    expect(await companion.connection.finish(change(await returned()))).toEqual(refused(why));
    expect(await account.tokenCalls()).toBe(0);
    expect(await account.tokens()).toBeNull();
  });

  test('twice: the state is good once, over all processes', async () => {
    const answer = await returned();
    expect(await companion.connection.finish(answer)).toEqual({ kind: 'connected' });
    const again = await account.process().connection.finish(answer);
    expect(again).toEqual(refused('spent_state'));
    expect(await account.tokenCalls()).toBe(1);
  });

  test('with a code that is no code', async () => {
    const answer = { ...(await returned()), code: 'def502aaaaaaaaaaaa' };
    expect(await companion.connection.finish(answer)).toEqual(refused('bad_code'));
  });

  test('given by somebody who is no administrator leaves nothing behind', async () => {
    await account.kommo('POST', '/sandbox/faults', {
      ...{ kind: '403-scope', match: '/api/v4/users' },
    });
    expect(await account.connect(companion)).toEqual(refused('not_admin'));
    expect(await account.tokens()).toBeNull();
  });

  test('whose token belongs to another account leaves nothing behind', async () => {
    const other = account.process({ env: { KOMMO_ACCOUNT_ID: '30000002' } });
    expect(await account.connect(other)).toEqual(refused('other_account'));
    expect(await account.store.tokens.find(30000002)).toBeNull();
  });

  test.each([
    ['402', 'payment_required'],
    ['403-html', 'blocked'],
    ['502', 'unreachable'],
    ['drop-before', 'unreachable'],
  ])('%s of Kommo is said as what it is', async (kind, why) => {
    await account.kommo('POST', '/sandbox/faults', { kind, match: '/oauth2' });
    expect(await account.connect(companion)).toEqual(refused(why));
  });

  test('of a secret that Kommo does not know', async () => {
    const wrong = account.process({ env: { KOMMO_CLIENT_SECRET: 'not-the-secret-of-kommo' } });
    expect(await account.connect(wrong)).toEqual(refused('bad_client'));
  });

  test('many strangers at once: Kommo is asked at most once a second', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () => ({
        ...(await returned()),
        fromWidget: true,
        code: 'def502aaaaaaaaaaaa',
      })),
    );
    const outcomes = await Promise.all(answers.map((one) => companion.connection.finish(one)));
    const busy = outcomes.filter((one) => one.kind === 'refused' && one.why === 'busy');
    expect(busy.length).toBeGreaterThanOrEqual(5);
    expect(await account.tokenCalls()).toBeLessThanOrEqual(7);
  });
});

describe('pasted by hand', () => {
  const stateOf = (one: Process): string => one.connection.begin()?.state ?? '';

  test('a code connects', async () => {
    const { code } = await returned();
    const outcome = await companion.connection.paste(`  ${code}\n`, stateOf(companion));
    expect(outcome).toEqual({ kind: 'connected' });
  });

  test('a long-lived token connects; its end is known, and said when it is near', async () => {
    const { token } = (await account.kommo('POST', '/sandbox/oauth/long-lived', { days: 10 })) as {
      token: string;
    };
    const outcome = await companion.connection.paste(token, stateOf(companion));
    expect(outcome).toEqual({ kind: 'connected' });
    await companion.client.get('/api/v4/account');
    const state = await companion.connection.read();
    expect(state).toMatchObject({ state: 'connected', kind: 'token' });
    expect(Date.parse(state.expiresAt ?? '')).toBeGreaterThan(Date.now() + 9 * 86_400_000);
    expect(state.remedy).toEqual(saying(/vence en 10 días/));
  });

  test.each([['a long-lived token of an executive', 1002, 'not_admin']])(
    '%s does not',
    async (_name, user_id, why) => {
      const { token } = (await account.kommo('POST', '/sandbox/oauth/long-lived', {
        ...{ days: 10, user_id },
      })) as { token: string };
      expect(await companion.connection.paste(token, stateOf(companion))).toEqual(refused(why));
    },
  );

  test('a token that Kommo does not know does not', async () => {
    const outcome = await companion.connection.paste(
      'eyJhbGciOi.eyJleHAiOj.c2lnbmF0dXJl',
      stateOf(companion),
    );
    expect(outcome).toEqual(refused('bad_code'));
  });

  test('needs a fresh state of the form, and text that can be a code', async () => {
    const { code } = await returned();
    expect(await companion.connection.paste(code, 'made-up')).toEqual(refused('spent_state'));
    const state = stateOf(companion);
    expect(await companion.connection.paste('<script>', state)).toEqual(refused('unreadable'));
  });

  test('is not taken without ENCRYPTION_KEY', async () => {
    const noKey = account.process({ env: { KOMMO_TOKEN: 'sandbox-token', ENCRYPTION_KEY: '' } });
    const { code } = await returned();
    expect(await noKey.connection.paste(code, stateOf(companion))).toEqual(refused('no_key'));
  });
});
