import { describe, expect, test } from '@jest/globals';
import {
  authorizeAddress,
  readOAuthReturn,
  subdomainOf,
} from '../../../../backend/src/adapters/kommo/auth/oauth-return.js';
import { createOAuthStates } from '../../../../backend/src/adapters/kommo/auth/oauth-state.js';
import { expiryOf } from '../../../../backend/src/adapters/kommo/auth/oauth-owner.js';

const code = `def502${'a'.repeat(400)}`;

describe('what Kommo sends back', () => {
  test.each([
    ['acme.kommo.com', 'acme'],
    ['https://acme.kommo.com', 'acme'],
    ['https://acme.kommo.com/', 'acme'],
    ['my-acme-2.kommo.com', 'my-acme-2'],
    ['http://acme.kommo.com', null],
    ['acme.kommo.com.evil.example', null],
    ['evil.example/acme.kommo.com', null],
    ['https://user@acme.kommo.com', null],
    ['acme.kommo.com:8443', null],
    ['https://evil.example#.kommo.com', null],
    ['a.b.kommo.com', null],
    ['.kommo.com', null],
    ['kommo.com', null],
    ['ACME.kommo.com', null],
    ['acme.kommo.com\nevil.example', null],
    ['', null],
  ])('referer %j is of account %j', (referer, subdomain) => {
    expect(subdomainOf(referer)).toBe(subdomain);
  });

  test.each<[string, Record<string, unknown>, object]>([
    [
      'a code with its state',
      { code, state: 'abc', referer: 'acme.kommo.com', client_id: 'id' },
      { kind: 'code', code, state: 'abc', subdomain: 'acme', clientId: 'id', fromWidget: false },
    ],
    [
      'an installation, without a state',
      { code, referer: 'acme.kommo.com', from_widget: '1' },
      { kind: 'code', state: null, clientId: null, fromWidget: true },
    ],
    ['the other spelling', { code, referrer: 'acme.kommo.com' }, { subdomain: 'acme' }],
    ['a denial', { error: 'access_denied', client_id: 'id', state: 'abc' }, { kind: 'denied' }],
    ['nothing', {}, { kind: 'unreadable' }],
    ['no referer', { code, state: 'abc' }, { kind: 'unreadable' }],
    ['a foreign referer', { code, referer: 'evil.example' }, { kind: 'unreadable' }],
    ['two codes', { code: [code, code], referer: 'acme.kommo.com' }, { kind: 'unreadable' }],
    [
      'a code with a line break',
      { code: `${code}\n${code}`, referer: 'acme.kommo.com' },
      { kind: 'unreadable' },
    ],
    ['a huge code', { code: 'a'.repeat(5000), referer: 'acme.kommo.com' }, { kind: 'unreadable' }],
  ])('%s', (_name, query, expected) => {
    expect(readOAuthReturn(query)).toMatchObject(expected);
  });

  test('the page of consent is asked with client id, state and mode', () => {
    const address = authorizeAddress('https://www.kommo.com/oauth', {
      clientId: 'id',
      state: 's.t',
    });
    expect(address).toBe('https://www.kommo.com/oauth?client_id=id&state=s.t&mode=popup');
  });
});

describe('a state', () => {
  let now = Date.parse('2026-11-23T12:00:00Z');
  const clock = () => new Date(now);
  const states = createOAuthStates({ secrets: ['new-secret', 'old-secret'], clock });

  test('has 192 random bits and is read back, also after the secret was replaced', () => {
    const state = states.issue();
    expect(Buffer.from(state.split('.')[0] ?? '', 'base64url')).toHaveLength(24);
    expect(states.read(state)).not.toBeNull();
    const before = createOAuthStates({ secrets: ['old-secret'], clock }).issue();
    expect(states.read(before)).not.toBeNull();
    expect(createOAuthStates({ secrets: ['other'], clock }).read(state)).toBeNull();
    expect(states.issue()).not.toBe(states.issue());
  });

  test.each<[string, (state: string) => string]>([
    ['with another id', (state) => (state.startsWith('A') ? 'B' : 'A') + state.slice(1)],
    ['with a later end', (state) => state.replace(/\.(\w+)\./, '.zzzzzzzz.')],
    ['without a signature', (state) => state.split('.').slice(0, 2).join('.')],
    ['with a short signature', (state) => state.slice(0, -5)],
    ['that is empty', () => ''],
  ])('%s is not ours', (_name, change) => {
    expect(states.read(change(states.issue()))).toBeNull();
  });

  test('lives twenty minutes', () => {
    const state = states.issue();
    now += 20 * 60_000 - 1;
    expect(states.read(state)).not.toBeNull();
    now += 1;
    expect(states.read(state)).toBeNull();
  });
});

test.each([
  ['a JWT', `x.${Buffer.from('{"exp":1800000000}').toString('base64url')}.y`, 1_800_000_000_000],
  ['one without an end', `x.${Buffer.from('{}').toString('base64url')}.y`, null],
  ['no JWT', 'sandbox-token', null],
])('the end of a long-lived token is read from %s', (_name, token, at) => {
  expect(expiryOf(token)?.getTime() ?? null).toBe(at);
});
