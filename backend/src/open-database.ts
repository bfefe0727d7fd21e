import { join } from 'node:path';
import type pg from 'pg';
import type { Config } from './config.js';
import type { Logger } from './log.js';
import { createDatabase } from './storage/db.js';
import { startEmbeddedPostgres } from './storage/embedded/launcher.js';
import { migrate } from './storage/migrate.js';
import { openPool } from './storage/pool.js';

export interface OpenDatabase {
  readonly pool: pg.Pool;
  readonly connectionString: string;
  /** Stops the embedded server; call it after the pool is closed. */
  stop(): Promise<void>;
}

/** The server of DATABASE_URL, or an embedded one in the data folder; migrated either way (decision 4). */
export async function openDatabase(
  { databaseUrl, dataDir }: Config,
  log: Logger,
): Promise<OpenDatabase> {
  const embedded =
    databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log })
      : { connectionString: databaseUrl, stop: () => Promise.resolve() };
  const { connectionString } = embedded;
  const pool = openPool({ connectionString, log });
  await migrate(createDatabase(pool));
  return { pool, connectionString, stop: () => embedded.stop() };
}
