import { Migrator } from 'kysely';
import { AppError } from '../errors.js';
import type { Database } from './db.js';
import { migrations } from './migrations/migrations.js';

/** Brings the tables up to date. Processes that start together take turns (the migrator locks), so each may call it. */
export async function migrate(db: Database): Promise<readonly string[]> {
  const migrator = new Migrator({
    db,
    // Two that were written side by side arrive in either order.
    allowUnorderedMigrations: true,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new AppError(
      'storage_unavailable',
      "The tables could not be brought up to date. Is DATABASE_URL the companion's own database, at its newest version?",
      { cause: error },
    );
  }
  return results.map(({ migrationName }) => migrationName);
}
