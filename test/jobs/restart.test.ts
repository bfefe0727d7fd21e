import { expect, test } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createJobs } from '../../backend/src/jobs/jobs.js';
import { createDatabase } from '../../backend/src/storage/db.js';
import { startEmbeddedPostgres } from '../../backend/src/storage/embedded/launcher.js';
import { migrate } from '../../backend/src/storage/migrate.js';
import { openPool } from '../../backend/src/storage/pool.js';
import { createStore } from '../../backend/src/storage/store.js';
import { newCapture } from '../storage/examples.js';
import { silentLog } from '../support/database.js';
import { eventually } from './eventually.js';

test('jobs and deliveries go on after the database was restarted under them', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'companion-restart-'));
  chmodSync(folder, 0o755);
  const dataDir = path.join(folder, 'postgres');
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  const { connectionString } = server;
  const pool = openPool({ connectionString, log: silentLog });
  const db = createDatabase(pool);
  await migrate(db);
  const store = createStore({ pool, clock: () => new Date() });
  const jobs = createJobs({ db, connectionString, log: silentLog, clock: () => new Date() });
  const seen: string[] = [];
  await jobs.start([
    {
      step: 'note',
      batch: 10,
      concurrency: 2,
      ladder: [0.1],
      run: (list) => {
        seen.push(...list.map(({ key }) => key));
        return Promise.resolve(list.map(() => ({ kind: 'done', next: [] })));
      },
    },
  ]);
  await jobs.enqueue([{ step: 'note', key: 'before', data: null }]);
  await eventually(() => seen.includes('before'));

  // A fast shutdown ends every session; the launcher starts it again.
  process.kill(
    Number(readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]),
    'SIGINT',
  );
  await expect(untilRefused(() => store.captures.append(newCapture()))).resolves.toMatchObject({
    code: 'storage_unavailable',
    retry: { kind: 'backoff' },
  });
  await eventually(() =>
    store.ping().then(
      () => true,
      () => false,
    ),
  );
  await jobs.enqueue([{ step: 'note', key: 'after', data: null }]);
  await eventually(() => seen.includes('after'));
  expect((await store.captures.append(newCapture())).kind).toBe('stored');

  await jobs.stop();
  await store.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function untilRefused(append: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    try {
      await append();
    } catch (error) {
      return error;
    }
  }
}
