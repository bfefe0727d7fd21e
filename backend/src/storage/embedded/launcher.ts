import path from 'node:path';
import pg from 'pg';
import type { Logger } from '../../log.js';
import { errorCode } from '../error-code.js';
import { portPassword } from './access.js';
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
  /** The same through `tcpPort`; null without one. */
  readonly portConnectionString: string | null;
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
      if (tcpPort !== null) await setPassword(running, await portPassword(dataDir));
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
    portConnectionString:
      tcpPort === null
        ? null
        : `postgresql://postgres:${await portPassword(dataDir)}@127.0.0.1:${server.port}/${database}`,
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
  try {
    await administer(server, async (client) => {
      const known = 'select 1 from pg_database where datname = $1';
      const { rowCount } = await client.query(known, [database]);
      if (rowCount === 0) await client.query(`create database ${database}`);
    });
  } catch (error) {
    // Another process was quicker.
    if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error;
  }
}

/** Hexadecimal, so that it needs no quoting. */
const setPassword = (server: Postmaster, password: string): Promise<void> =>
  administer(server, async (client) => {
    await client.query(`alter role postgres password '${password}'`);
  });

async function administer(
  server: Postmaster,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: socketUrl(server, 'postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
