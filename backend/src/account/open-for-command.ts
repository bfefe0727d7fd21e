import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { allowPrivateHosts } from '../adapters/http-client.js';
import { createKommoClient } from '../adapters/kommo/http/client.js';
import type { KommoClient } from '../adapters/kommo/http/client.js';
import { createTurnsInMemory } from '../adapters/kommo/http/turns-in-memory.js';
import type { Config } from '../config.js';
import type { Connection } from './connection/connection.js';
import { openConnection } from './connection/open-connection.js';
import type { Logger } from '../log.js';
import { readDatabaseFacts } from '../storage/database-facts.js';
import type { DatabaseFacts } from '../storage/database-facts.js';
import { createDatabase } from '../storage/db.js';
import { startEmbeddedPostgres } from '../storage/embedded/launcher.js';
import { migrate } from '../storage/migrate.js';
import { openPool } from '../storage/pool.js';
import { createStore } from '../storage/store.js';
import type { Store } from '../storage/tables.js';
import { createStageStore } from './provision/stage-store.js';
import type { StageStore } from './provision/stage-store.js';
import { systemClock } from '../clock.js';

/** What a command needs, beside a companion that runs or without one. */
export interface CommandTools {
  readonly client: KommoClient;
  readonly readFacts: () => Promise<DatabaseFacts>;
  /** Null while the database does not answer: then only KOMMO_TOKEN is known. */
  readonly kept: {
    readonly connection: Connection;
    readonly settings: Store['settings'];
    readonly store: Store;
    readonly stages: StageStore;
  } | null;
  /** Why there is no database; null when there is one. */
  readonly error: Error | null;
  close(): Promise<void>;
}

/** The embedded server is shared with a companion that runs, and started for as long as the command takes otherwise. */
export async function openForCommand(config: Config, log: Logger): Promise<CommandTools> {
  allowPrivateHosts(config.privateHosts);
  try {
    return await openWithDatabase(config, log);
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error));
    return {
      client: createOwnClient(config, log),
      readFacts: () => Promise.reject(reason),
      kept: null,
      error: reason,
      close: () => Promise.resolve(),
    };
  }
}

async function openWithDatabase(config: Config, log: Logger): Promise<CommandTools> {
  const clock = systemClock;
  const { databaseUrl, dataDir } = config;
  const embedded =
    databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log })
      : { connectionString: databaseUrl, stop: () => Promise.resolve() };
  const pool = openPool({ connectionString: embedded.connectionString, log, max: 3 });
  const db = createDatabase(pool);
  try {
    const facts = await readDatabaseFacts(db);
    // A companion that runs may be of an older version: its tables are not for a command to change.
    if (facts.tables === 0) await migrate(db);
  } catch (error) {
    await pool.end();
    await embedded.stop();
    throw error;
  }
  const store = createStore({ pool, clock, encryptionKeys: config.encryptionKeys });
  const { connection, client } = openConnection({ config, store, log, clock });
  const { settings } = store;
  return {
    client,
    readFacts: () => readDatabaseFacts(db),
    kept: { connection, settings, store, stages: createStageStore(settings) },
    error: null,
    close: async () => {
      await store.close();
      await embedded.stop();
    },
  };
}

/** Without a database to share turns in, it keeps the limit by itself. */
function createOwnClient({ kommo }: Config, log: Logger): KommoClient {
  const clock = systemClock;
  return createKommoClient({
    baseUrl: kommo.baseUrl,
    token: () => Promise.resolve(kommo.token),
    shared: createTurnsInMemory(clock),
    log,
    clock,
    sleep,
  });
}
