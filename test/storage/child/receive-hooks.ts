// The companion's addresses over an embedded database of the given folder; nothing is done with what arrives.
import { createServer } from 'node:http';
import { createApp } from '../../../backend/src/app.js';
import { readConfig } from '../../../backend/src/config.js';
import { createServices } from '../../../backend/src/create-services.js';
import { createLog } from '../../../backend/src/log.js';
import { openDatabase } from '../../../backend/src/open-database.js';

const [dataDir = ''] = process.argv.slice(2);
const config = readConfig({
  ...{ SANDBOX: 'true', DATA_DIR: dataDir, CAPTURE_TOKEN: 'sandbox-capture' },
  ...{
    KOMMO_SUBDOMAIN: 'sandbox',
    KOMMO_BASE_URL: 'http://127.0.0.1:1',
    KOMMO_ACCOUNT_ID: '30000001',
  },
  ...{ KOMMO_TOKEN: 'sandbox-token', KOMMO_HOOK_SECRET: 'sandbox-hook' },
  KOMMO_CLIENT_ID: '00000000-0000-4000-8000-000000000001',
  KOMMO_CLIENT_SECRET: 'a-secret-of-the-test-integration-0123456789',
});
const log = createLog('silent');
const database = await openDatabase(config, log);
const parts = createServices({ config, log, clock: () => new Date(), ...database });
const server = createServer(createApp(parts.services, parts.verify, parts.metrics));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`ready http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
