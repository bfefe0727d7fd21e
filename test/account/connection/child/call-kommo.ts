// A process of the companion: makes 25 calls to Kommo at once and prints how they ended.
import { readConfig } from '../../../../backend/src/config.js';
import { openConnection } from '../../../../backend/src/account/connection/open-connection.js';
import { createLog } from '../../../../backend/src/log.js';
import { openPool } from '../../../../backend/src/storage/pool.js';
import { createStore } from '../../../../backend/src/storage/store.js';
import { unlimitedTurns } from '../../../support/unlimited-turns.js';

const [connectionString = '', offsetMs = '0'] = process.argv.slice(2);
const log = createLog('silent');
const clock = () => new Date(Date.now() + Number(offsetMs));
const config = readConfig(process.env);
const pool = openPool({ connectionString, log });
const stored = createStore({ pool, clock, encryptionKeys: config.encryptionKeys });
// Kommo's limit has tests of its own.
const store = { ...stored, shared: { ...stored.shared, ...unlimitedTurns } };
const { client } = openConnection({ config, store, log, clock });
console.log('calling');
const outcomes = await Promise.allSettled(
  Array.from({ length: 25 }, () => client.get('/api/v4/account')),
);
const failed = outcomes.find((one) => one.status === 'rejected');
console.log(failed === undefined ? 'all served' : `failed ${String(failed.reason)}`);
await store.close();
