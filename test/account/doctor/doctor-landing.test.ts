import { expect, test } from '@jest/globals';
import { checkMessages } from '../../../backend/src/account/doctor/doctor-messages.js';
import { checkMeta } from '../../../backend/src/account/doctor/doctor-meta.js';
import { readConfig } from '../../../backend/src/config.js';
import { saying } from '../../support/in-spanish.js';

const config = readConfig({
  ...{ SANDBOX: 'true', CAPTURE_TOKEN: 'sandbox-capture', KOMMO_SUBDOMAIN: 'sandbox' },
  ...{ KOMMO_ACCOUNT_ID: '30000001', KOMMO_HOOK_SECRET: 'sandbox-hook', KOMMO_TOKEN: 't' },
  KOMMO_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
  KOMMO_CLIENT_SECRET: 'a-secret-of-the-test-integration-0123456789',
});

test('an empty WhatsApp number or datum of the firm is named, with what to do (R8.1)', () => {
  const { landing } = config;
  const [found] = checkMessages(config);
  expect(found?.state).toBe('ok');
  const firm = { ...landing.firm, address: null };
  const [missing] = checkMessages({
    ...config,
    landing: { ...landing, firm, whatsappNumber: null },
  });
  expect(missing).toMatchObject({
    state: 'warning',
    found: saying('Falta: FIRM_ADDRESS y WHATSAPP_NUMBER'),
  });
});

test.each([
  ['v27.0', '2026-11-28', 'ok'],
  ['v21.0', '2026-10-22', 'ok'],
  ['v21.0', '2026-10-24', 'warning'],
  ['v21.0', '2027-01-20', 'warning'],
  ['v21.0', '2027-01-22', 'failed'],
])('Graph %s on %s: %s; it is told 90 days before its end (R5.3)', async (version, day, state) => {
  const meta = { ...config.meta, appSecrets: ['s'], pageToken: null, graphVersion: version };
  const checks = await checkMeta({
    ...{ config: { meta }, kept: null, clock: () => new Date(`${day}T12:00:00Z`) },
  });
  expect(checks.at(-1)?.state).toBe(state);
});
