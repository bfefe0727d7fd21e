import { sql } from 'kysely';
import type { Database } from './db.js';
import { migrations } from './migrations/migrations.js';

/** What the doctor wants to know of a database. */
export interface DatabaseFacts {
  /** 150004 for 15.4. */
  readonly version: number;
  /** The server's own clock. */
  readonly now: Date;
  readonly sizeBytes: number;
  readonly tables: number;
  /** Names of migrations that were not run yet. */
  readonly pending: readonly string[];
  /** Migrations that this program does not know: a newer companion has been here. */
  readonly unknown: readonly string[];
}

export async function readDatabaseFacts(db: Database): Promise<DatabaseFacts> {
  const { rows } = await sql<{ version: number; now: Date; size: number; tables: number }>`
    select current_setting('server_version_num')::int as version, clock_timestamp() as now,
      pg_database_size(current_database()) as size,
      (select count(*) from pg_tables where schemaname = 'public')::int as tables`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('the database answered no row');
  const run = row.tables === 0 ? [] : await readMigrations(db);
  return {
    version: row.version,
    now: row.now,
    sizeBytes: row.size,
    tables: row.tables,
    pending: Object.keys(migrations).filter((name) => !run.includes(name)),
    unknown: run.filter((name) => !(name in migrations)),
  };
}

async function readMigrations(db: Database): Promise<readonly string[]> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass('public.kysely_migration') is not null as there`.execute(db);
  if (found[0]?.there !== true) return [];
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
