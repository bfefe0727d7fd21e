// Takes up a job and never ends it.
import { createLog } from '../../../backend/src/log.js';
import { createJobs } from '../../../backend/src/jobs/jobs.js';
import { createDatabase } from '../../../backend/src/storage/db.js';
import { openPool } from '../../../backend/src/storage/pool.js';

const [connectionString = '', step = ''] = process.argv.slice(2);
const log = createLog('silent');
const db = createDatabase(openPool({ connectionString, log }));
const jobs = createJobs({ db, connectionString, log, clock: () => new Date() });
await jobs.start([
  {
    step,
    batch: 1,
    concurrency: 1,
    ladder: [0],
    run: () => {
      console.log('running');
      return new Promise(() => undefined);
    },
  },
]);
await jobs.enqueue([{ step, key: 'a', data: null }]);
