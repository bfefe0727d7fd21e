// Runs a batch in which one job ends the process, as running out of memory would.
import { writeSync } from 'node:fs';
import { createLog } from '../../../backend/src/log.js';
import { createJobs } from '../../../backend/src/jobs/jobs.js';
import { createDatabase } from '../../../backend/src/storage/db.js';
import { openPool } from '../../../backend/src/storage/pool.js';

const [connectionString = '', step = '', order = ''] = process.argv.slice(2);
const log = createLog('silent');
const db = createDatabase(openPool({ connectionString, log }));
const jobs = createJobs({ db, connectionString, log, clock: () => new Date() });
await jobs.start([
  {
    // Two workers that ask at once may share a batch out between them: the first run has one.
    ...{ step, batch: 10, concurrency: order === 'ask' ? 1 : 2, ladder: [] },
    run: (list) => {
      // At once: a pipe's last lines would end with the process.
      writeSync(1, list.map(({ key }) => `ran ${key}\n`).join(''));
      if (list.some(({ key }) => key === 'poison')) process.kill(process.pid, 'SIGKILL');
      return Promise.resolve(list.map(() => ({ kind: 'done', next: [] })));
    },
  },
]);
if (order === 'ask') {
  const keys = ['a', 'b', 'poison', 'c', 'd'];
  await jobs.enqueue(keys.map((key) => ({ step, key, data: { kommoLeadId: 1 } })));
}
