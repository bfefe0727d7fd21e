import path from 'node:path';
import pg from 'pg';
import type { Logger } from '../../log.js';
import { errorCode } from '../error-code.js';
import { accountToRunAs } from './account.js';
import { findBinaries } from './binaries.js';
import { guard } from './guard.js';
import { initialise, prepareParent } from './initialise.js';
import { mendFolder } from './mend-folder.js';
import type { Postmaster } from './postmaster.js';
import { adoptOrStart, stopServer } from './server.js';
import { createUsers } from './users.js';

export interface EmbeddedPostgres {
  readonly connectionString: string;
  /** Stops the server, unless another process uses it. Call it after every pool is closed. */
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  /** The cluster itself; beside it appear `<dataDir>.log`, `.socket`, `.users` and, for a moment, `.turn`. */
  readonly dataDir: string;
  readonly log: Logger;
  /** Also serve on this port of 127.0.0.1 (tests: "a server reached through DATABASE_URL"). */
  readonly tcpPort?: number;
}

/** The companion's database in that server. */
const database = 'companion';

/**
 * Starts a PostgreSQL of our own on `dataDir`, creating it when it is not there. A server that runs on the folder
 * already is shared: one that a killed companion left behind, or another companion's; the last to stop ends it.
 * Throws `storage_unavailable` with what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log, tcpPort = null } = options;
  const dataDir = path.resolve(options.dataDir);
  const account = await accountToRunAs();
  const { initdb, postgres } = await findBinaries(account);
  await prepareParent(dataDir, account);
  const users = createUsers(dataDir);
  const plan = { postgres, dataDir, account, tcpPort, log };
  const server = await users.exclusively(async () => {
    await users.join();
    try {
      const created = await initialise({ initdb, dataDir, account });
      if (!created) await mendFolder(dataDir, account);
      const running = await adoptOrStart(plan);
      await createDatabase(running);
      log.info({ dataDir, pid: running.pid, created }, 'embedded database ready');
      return running;
    } catch (error) {
      await users.leave();
      throw error;
    }
  });
  const guarded = guard({
    server,
    log,
    restart: () => users.exclusively(() => adoptOrStart(plan)),
  });
  return {
    connectionString: socketUrl(server, database),
    stop: () =>
      users.exclusively(async () => {
        guarded.stop();
        if (await users.leave()) await stopServer(guarded.current());
      }),
  };
}

function socketUrl({ socketDir, port }: Postmaster, name: string): string {
  return `postgresql://postgres@localhost:${port}/${name}?host=${encodeURIComponent(socketDir)}`;
}

async function createDatabase(server: Postmaster): Promise<void> {
  const client = new pg.Client({ connectionString: socketUrl(server, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [
      database,
    ]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } catch (error) {
    // Another process was quicker.
    if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    await client.end();
  }
}
