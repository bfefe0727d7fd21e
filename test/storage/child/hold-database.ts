// Starts the embedded database of a folder, says so, and holds it until told to stop.
import { createLog } from '../../../backend/src/log.js';
import { startEmbeddedPostgres } from '../../../backend/src/storage/embedded/launcher.js';

const [dataDir = ''] = process.argv.slice(2);
console.log('starting');
try {
  const server = await startEmbeddedPostgres({ dataDir, log: createLog('silent') });
  console.log(`ready ${server.connectionString}`);
  const idle = setInterval(() => undefined, 1000);
  process.once('SIGTERM', () => {
    clearInterval(idle);
    void server.stop().then(() => {
      console.log('stopped');
    });
  });
} catch (error) {
  console.log(`failed ${error instanceof Error ? error.message : 'unknown'}`);
  process.exitCode = 1;
}
