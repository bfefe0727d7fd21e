import { describe, expect, test } from '@jest/globals';
import { sayEnvironment } from '../backend/src/account/doctor/doctor-environment.js';
import { readConfig } from '../backend/src/config.js';
import { ConfigError } from '../backend/src/config-error.js';

const aKey = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'.repeat(2);
const anotherKey = 'f0e1d2c3b4a5968778695a4b3c2d1e0f'.repeat(2);

const complete = {
  PUBLIC_URL: 'https://companion.example',
  CAPTURE_TOKEN: 'a-random-capture-token',
  KOMMO_SUBDOMAIN: 'acme',
  KOMMO_ACCOUNT_ID: '31234567',
  KOMMO_CLIENT_ID: '11111111-2222-4333-8444-555555555555',
  KOMMO_CLIENT_SECRET: 'a-secret-of-an-integration-0123',
  KOMMO_HOOK_SECRET: 'a-random-hook-secret',
  ENCRYPTION_KEY: aKey,
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
    expect(encryptionKeys).toEqual([aKey]);
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
    const two = `${anotherKey}, ${aKey}`;
    expect(readConfig({ ...complete, ENCRYPTION_KEY: two }).encryptionKeys).toEqual([
      anotherKey,
      aKey,
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

describe('weak, repeated and published secrets, and plain http, are refused, each by its name (R8.2)', () => {
  const refused = (change: Readonly<Record<string, string>>) => {
    try {
      readConfig({ ...complete, ...change });
      return [];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.problems;
    }
  };

  test.each([
    ['a short one', { CAPTURE_TOKEN: 'short' }, { kind: 'weak', variable: 'CAPTURE_TOKEN' }],
    [
      'one letter',
      { KOMMO_HOOK_SECRET: 'a'.repeat(40) },
      { kind: 'weak', variable: 'KOMMO_HOOK_SECRET' },
    ],
    [
      'changeme',
      { METRICS_TOKEN: 'ChangeMe-ChangeMe-0' },
      { kind: 'weak', variable: 'METRICS_TOKEN' },
    ],
    [
      'a row of digits',
      { CAPTURE_TOKEN: '0123456789012345' },
      { kind: 'weak', variable: 'CAPTURE_TOKEN' },
    ],
    [
      'a key of zeros',
      { ENCRYPTION_KEY: '0'.repeat(64) },
      { kind: 'weak', variable: 'ENCRYPTION_KEY' },
    ],
    [
      'the second of two',
      { CAPTURE_TOKEN: 'a-random-capture-token,short' },
      { kind: 'weak', variable: 'CAPTURE_TOKEN' },
    ],
    [
      'the same twice',
      { METRICS_TOKEN: complete.CAPTURE_TOKEN },
      { kind: 'repeated', variable: 'METRICS_TOKEN', other: 'CAPTURE_TOKEN' },
    ],
    [
      'a published one',
      { METRICS_TOKEN: 'sandbox-metrics' },
      { kind: 'published', variable: 'METRICS_TOKEN' },
    ],
    ['a port that browsers block', { PORT: '6000' }, { kind: 'blocked_port', variable: 'PORT' }],
    [
      'plain http',
      { PUBLIC_URL: 'http://companion.example' },
      { kind: 'insecure', variable: 'PUBLIC_URL' },
    ],
    [
      'plain http to Odoo',
      { ODOO_URL: 'http://192.0.2.7:8069' },
      { kind: 'insecure', variable: 'ODOO_URL' },
    ],
    [
      'plain http for alerts',
      { ALERT_WEBHOOK_URL: 'http://localhost.example' },
      { kind: 'insecure', variable: 'ALERT_WEBHOOK_URL' },
    ],
  ])('%s', (_name, change, problem) => {
    expect(refused(change)).toContainEqual(problem);
  });

  test.each([
    'http://localhost:3000',
    'http://127.0.0.1:8069',
    'http://[::1]:8069',
    'https://odoo.example',
  ])('%s is taken', (address) => {
    expect(refused({ PUBLIC_URL: address, ODOO_URL: address })).toEqual([]);
  });

  test('all that is wrong is said at once, as the doctor says it', () => {
    const env = { ...complete, CAPTURE_TOKEN: 'short', PUBLIC_URL: 'http://companion.example' };
    const said = sayEnvironment(refused(env), env);
    expect(said).toContain('✗ CAPTURE_TOKEN: Es fácil de adivinar.');
    expect(said).toContain('✗ PUBLIC_URL: Es http sin cifrar hacia otra máquina.');
    expect(said).not.toMatch(/short|Too small|expected/u);
  });

  test('an example that was not filled in is said in words of the doctor', () => {
    const env = { ...complete, CAPTURE_TOKEN: '', KOMMO_ACCOUNT_ID: '' };
    const said = sayEnvironment(refused(env), env);
    expect(said).toContain('✗ CAPTURE_TOKEN: Falta. Debe ser una o dos claves');
    expect(said).not.toMatch(/Too small|expected|NaN/u);
  });
});
