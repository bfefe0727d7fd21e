// Appends captures as fast as it can and prints the key of each one that was acknowledged.
import { createLog } from '../../../backend/src/log.js';
import { createDatabase } from '../../../backend/src/storage/db.js';
import { startEmbeddedPostgres } from '../../../backend/src/storage/embedded/launcher.js';
import { migrate } from '../../../backend/src/storage/migrate.js';
import { openPool } from '../../../backend/src/storage/pool.js';
import { createStore } from '../../../backend/src/storage/store.js';
import { newCapture } from '../examples.js';

const [dataDir = '', cycle = ''] = process.argv.slice(2);
const log = createLog('silent');
const { connectionString } = await startEmbeddedPostgres({ dataDir, log });
const pool = openPool({ connectionString, log });
await migrate(createDatabase(pool));
const store = createStore({ pool, clock: () => new Date() });
console.log('ready');

await Promise.all(Array.from({ length: 50 }, (_, lane) => appendForEver(lane)));

async function appendForEver(lane: number): Promise<void> {
  for (let number = 0; ; number += 1) {
    const idempotencyKey = `${cycle}-${lane}-${number}`;
    const { kind } = await store.captures.append(newCapture({ idempotencyKey }));
    if (kind === 'stored') process.stdout.write(`acked ${idempotencyKey}\n`);
  }
}
