import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  claimData,
  findOtherAccount,
} from '../../../backend/src/account/connection/account-of-data.js';
import { readConfig } from '../../../backend/src/config.js';
import { startCompanion } from '../../../backend/src/start-companion.js';
import type { Store } from '../../../backend/src/storage/tables.js';
import { openTestDatabase, silentLog } from '../../support/database.js';
import { inSpanish } from '../../support/in-spanish.js';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let settings: Store['settings'];
beforeAll(async () => {
  database = await openTestDatabase();
  settings = database.store.settings;
});
afterAll(() => database.drop());

const sandbox = { accountId: 30_000_001, subdomain: 'sandbox' };
const firm = { accountId: 31_000_002, subdomain: 'firma' };

const configured = {
  ...{ PUBLIC_URL: 'https://companion.example', CAPTURE_TOKEN: 'a-capture-token-of-the-test' },
  ...{ KOMMO_SUBDOMAIN: firm.subdomain, KOMMO_ACCOUNT_ID: String(firm.accountId), PORT: '0' },
  KOMMO_TOKEN: 'a-long-lived-token-of-the-test',
  KOMMO_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
  KOMMO_CLIENT_SECRET: 'a-secret-of-the-test-integration',
  KOMMO_HOOK_SECRET: 'a-hook-secret-of-the-test',
};

test('a database belongs to the account it was first used with, whatever its subdomain is by now (R9.2)', async () => {
  expect(await findOtherAccount(settings, firm)).toBeNull();
  await claimData(settings, sandbox);
  await claimData(settings, { ...sandbox, subdomain: 'renamed' });
  expect(inSpanish(await findOtherAccount(settings, firm))).toBe(
    'Estos datos son de la cuenta sandbox.kommo.com (30000001) y .env es de firma.kommo.com (31000002): el companion no los mezcla',
  );
});

test('with the real account’s .env the companion does not start on the data of a trial, and says what to do (R9.2)', async () => {
  await claimData(settings, sandbox);
  const config = readConfig({ ...configured, DATABASE_URL: database.connectionString });
  await expect(startCompanion(config, silentLog)).rejects.toMatchObject({
    reason: { code: 'doctor.other_account' },
    message:
      'Ponga otra carpeta en DATA_DIR (u otra base en DATABASE_URL). Si la cuenta anterior fue solo una prueba, borre la carpeta.',
  });
});
