import { Migrator } from 'kysely';
import { AppError } from '../errors.js';
import { readDatabaseFacts } from './database-facts.js';
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
    const { unknown } = await readDatabaseFacts(db);
    if (unknown.length > 0) throw ofLaterVersion(unknown, error);
    throw new AppError(
      'storage_unavailable',
      "The tables could not be brought up to date. Is DATABASE_URL the companion's own database, at its newest version?",
      { cause: error },
    );
  }
  return results.map(({ migrationName }) => migrationName);
}

/** Tables only go forward: who goes back to a version puts back the copy from before the upgrade, too. */
const ofLaterVersion = (names: readonly string[], cause: unknown): AppError =>
  new AppError(
    'storage_unavailable',
    `The tables are of a later version (${names.join(', ')}) and stay as they are: install that version again, or put back the copy from before the upgrade (docs/guias/actualizar.md)`,
    { cause, reason: { code: 'doctor.tables_newer', params: { names: names.join(', ') } } },
  );
