import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../backend/src/config.js';

const complete = {
  PUBLIC_URL: 'https://companion.example',
  CAPTURE_TOKEN: 'a-random-capture-token',
  KOMMO_SUBDOMAIN: 'acme',
  KOMMO_ACCOUNT_ID: '31234567',
  KOMMO_CLIENT_ID: '11111111-2222-4333-8444-555555555555',
  KOMMO_CLIENT_SECRET: 'a-secret-of-an-integration-0123',
  KOMMO_HOOK_SECRET: 'a-random-hook-secret',
  ENCRYPTION_KEY: 'a'.repeat(64),
};

test('exchange rates are read as pairs of currencies, and a slip is named', () => {
  const odoo = { ODOO_URL: 'https://odoo.example', ODOO_KEY: 'a-key' };
  const read = (ODOO_EXCHANGE_RATES: string) =>
    readConfig({ ...complete, ...odoo, ODOO_EXCHANGE_RATES }).odoo?.exchangeRates;
  expect(read('USD>DOP=60.5, EUR>DOP=65')).toEqual({ 'USD>DOP': 60.5, 'EUR>DOP': 65 });
  expect(read('')).toEqual({});
  expect(() => read('USD=60.5')).toThrow(/ODOO_EXCHANGE_RATES.*must be like USD>DOP=60.5/);
});

describe('the configuration of the connection with Kommo (R9.2)', () => {
  test('needs no long-lived token where the account is connected at /oauth/start', () => {
    const { kommo, encryptionKeys } = readConfig(complete);
    expect(kommo.token).toBe('');
    expect(kommo.redirectUri).toBe('https://companion.example/oauth/callback');
    expect(kommo.authorizeUrl).toBe('https://www.kommo.com/oauth');
    expect(encryptionKeys).toEqual(['a'.repeat(64)]);
  });

  test('needs no key where a long-lived token is configured', () => {
    const { kommo, encryptionKeys } = readConfig({
      ...complete,
      ENCRYPTION_KEY: '',
      KOMMO_TOKEN: 'a-long-lived-token',
    });
    expect(kommo.token).toBe('a-long-lived-token');
    expect(encryptionKeys).toEqual([]);
  });

  test('takes two keys while one is replaced', () => {
    const two = `${'b'.repeat(64)}, ${'a'.repeat(64)}`;
    expect(readConfig({ ...complete, ENCRYPTION_KEY: two }).encryptionKeys).toEqual([
      'b'.repeat(64),
      'a'.repeat(64),
    ]);
  });

  test.each([
    ['neither key nor token', { ENCRYPTION_KEY: '' }, /ENCRYPTION_KEY.*KOMMO_TOKEN/],
    ['a key of the wrong length', { ENCRYPTION_KEY: 'abc' }, /ENCRYPTION_KEY.*64 hexadecimal/],
    [
      'three keys',
      { ENCRYPTION_KEY: ['a', 'b', 'c'].map((one) => one.repeat(64)).join(',') },
      /two keys at most/,
    ],
    ['a published token', { KOMMO_TOKEN: 'sandbox-token' }, /published value of the sandbox/],
    ['another host', { KOMMO_BASE_URL: 'https://evil.example' }, /for the sandbox only/],
  ])('is refused with %s, and says why', (_name, change, message) => {
    expect(() => readConfig({ ...complete, ...change })).toThrow(ConfigError);
    expect(() => readConfig({ ...complete, ...change })).toThrow(message);
  });

  test("asks the sandbox's own page for consent in sandbox mode", () => {
    const { kommo } = readConfig({
      ...complete,
      SANDBOX: 'true',
      KOMMO_BASE_URL: 'http://127.0.0.1:4000',
    });
    expect(kommo.authorizeUrl).toBe('http://127.0.0.1:4000/oauth');
  });
});
