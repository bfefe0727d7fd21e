import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Migrator } from 'kysely';
import type pg from 'pg';
import { createDatabase } from '../../backend/src/storage/db.js';
import { migrate } from '../../backend/src/storage/migrate.js';
import { migrations } from '../../backend/src/storage/migrations/migrations.js';
import { openPool } from '../../backend/src/storage/pool.js';
import { createStore } from '../../backend/src/storage/store.js';
import { openEmptyDatabase, silentLog } from '../support/database.js';
import { profile } from '../support/world.js';

let database: Awaited<ReturnType<typeof openEmptyDatabase>>;
let pool: pg.Pool;

beforeEach(async () => {
  database = await openEmptyDatabase('embedded');
  pool = openPool({ connectionString: database.connectionString, log: silentLog });
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

/** The tables as a version had them whose newest migration was this one. */
async function asOf(newest: string): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db: createDatabase(pool), provider }).migrateTo(newest);
  expect(error).toBeUndefined();
}

const names = Object.keys(migrations).sort();

test('a lead, its score and its capture outlive every later version: each migration keeps what was there (R8.3)', async () => {
  await asOf('2026-11-first-tables');
  const person = profile(1);
  await pool.query(
    `insert into leads (id, profile, captured_at, kommo_lead_id) values ('old', $1, now(), 77)`,
    [JSON.stringify(person)],
  );
  await pool.query(
    `insert into scores (lead_id, model, version, total, score, cause, at)
      values ('old', 'pre', 'then', 42, '{"total":42}', 'capture', now())`,
  );
  for (const name of names) await asOf(name);

  const store = createStore({ pool, clock: () => new Date() });
  const lead = await store.leads.findByKommoId(77);
  expect(lead?.id).toBe('old');
  expect(lead?.profile.person).toEqual(person.person);
  expect(lead?.profile.answers).toEqual(person.answers);
  const { rows } = await pool.query('select total, version from scores');
  expect(rows).toEqual([{ total: 42, version: 'then' }]);
});

test('a version from before does not start on tables of a later one, and leaves them as they are (R8.3)', async () => {
  const db = createDatabase(pool);
  await migrate(db);
  await pool.query(
    `insert into kysely_migration (name, timestamp) values ('2999-01-of-a-later-version', now()::text)`,
  );
  await pool.query(`insert into settings (key, value, updated_at) values ('kept', '1', now())`);
  await expect(migrate(db)).rejects.toThrow(
    'The tables are of a later version (2999-01-of-a-later-version)',
  );
  const { rows } = await pool.query(`select value from settings where key = 'kept'`);
  expect(rows).toEqual([{ value: 1 }]);
});
