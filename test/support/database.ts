import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { createLog } from '../../backend/src/log.js';
import { createDatabase } from '../../backend/src/storage/db.js';
import { startEmbeddedPostgres } from '../../backend/src/storage/embedded/launcher.js';
import { migrate } from '../../backend/src/storage/migrate.js';
import { openPool } from '../../backend/src/storage/pool.js';
import { createStore } from '../../backend/src/storage/store.js';
import type { Store } from '../../backend/src/storage/tables.js';

export interface TestDatabase {
  readonly pool: pg.Pool;
  readonly store: Store;
  readonly connectionString: string;
  /** Closes the pool and removes the database: call it in afterAll. */
  drop(): Promise<void>;
}

interface TestDatabaseOptions {
  readonly clock?: () => Date;
  readonly onReceived?: () => void;
  /** `embedded`: through the unix socket, as by default. `url`: over TCP, as with DATABASE_URL. */
  readonly reached?: 'embedded' | 'url';
}

export const silentLog = createLog('silent');

const template = 'migrated';

/**
 * A fresh, migrated database of its own on a real PostgreSQL. The server is started once by each jest process and shared
 * by its test files, each of which adopts it; it is ended, and its folder removed, when that process has ended.
 * With TEST_DATABASE_URL, `url` means that server.
 */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { clock = () => new Date(), onReceived, reached = 'embedded' } = options;
  const urls = await serverUrls();
  const base = reached === 'url' ? urls.tcp : urls.socket;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(base, async (client) => {
    await ensureTemplate(client, base);
    await client.query(`create database ${name} template ${template} strategy file_copy`);
    // No test cuts this server's power: a commit need not wait for the disk.
    await client.query(`alter database ${name} set synchronous_commit = off`);
  });
  const connectionString = withDatabase(base, name);
  const pool = openPool({ connectionString, log: silentLog });
  const store = createStore({ pool, clock, ...(onReceived && { onReceived }) });
  return {
    pool,
    store,
    connectionString,
    drop: async () => {
      await store.close();
      await administer(base, (client) =>
        client.query(`drop database if exists ${name} with (force)`),
      );
    },
  };
}

/** A database of its own with no tables. */
export async function openEmptyDatabase(
  reached: 'embedded' | 'url' = 'embedded',
): Promise<{ readonly connectionString: string; drop(): Promise<void> }> {
  const urls = await serverUrls();
  const base = reached === 'url' ? urls.tcp : urls.socket;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(base, (client) => client.query(`create database ${name}`));
  return {
    connectionString: withDatabase(base, name),
    drop: () =>
      administer(base, (client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}

/** Stays open for the whole jest process; a test file does not stop it, because the next one uses it. */
async function serverUrls(): Promise<{ readonly socket: string; readonly tcp: string }> {
  const dataDir = path.join(tmpdir(), `companion-test-${process.pid}`, 'postgres');
  const server = await startEmbeddedPostgres({
    dataDir,
    log: silentLog,
    tcpPort: await freePort(),
  });
  endWithThisProcess(path.dirname(dataDir));
  const socket = withDatabase(server.connectionString, 'postgres');
  await administer(socket, doWithoutTheDisk);
  return {
    socket,
    tcp:
      process.env['TEST_DATABASE_URL'] ??
      withDatabase(server.portConnectionString ?? server.connectionString, 'postgres'),
  };
}

/** jest has no hook for "this worker ends", so a tiny shell waits for that and then ends the server. */
function endWithThisProcess(folder: string): void {
  const script = `
    mkdir "$1/watched" 2>/dev/null || exit 0
    while kill -0 "$0" 2>/dev/null; do sleep 0.3; done
    server=$(head -n 1 "$1/postgres/postmaster.pid")
    kill -INT "$server"
    while kill -0 "$server" 2>/dev/null; do sleep 0.1; done
    rm -rf "$1"`;
  spawn('/bin/sh', ['-c', script, String(process.pid), folder], {
    detached: true,
    stdio: 'ignore',
  }).unref();
}

/** No test cuts this server's power: nothing need wait until the disk has it. */
async function doWithoutTheDisk(client: pg.Client): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes']) {
    await client.query(`alter system set ${setting} = off`);
  }
  await client.query('select pg_reload_conf()');
}

async function ensureTemplate(client: pg.Client, base: string): Promise<void> {
  // One file prepares it; a second one that comes at the same time waits.
  await client.query('select pg_advisory_lock(1)');
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [
      template,
    ]);
    if (rowCount !== 0) return;
    const draft = `${template}_draft`;
    await client.query(`drop database if exists ${draft}`);
    await client.query(`create database ${draft}`);
    const pool = openPool({ connectionString: withDatabase(base, draft), log: silentLog });
    await migrate(createDatabase(pool));
    await pool.end();
    await client.query(`alter database ${draft} rename to ${template}`);
  } finally {
    await client.query('select pg_advisory_unlock(1)');
  }
}

async function administer(
  base: string,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: base });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

export function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}
