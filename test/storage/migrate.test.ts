import { expect, test } from '@jest/globals';
import { Migrator } from 'kysely';
import { createDatabase } from '../../backend/src/storage/db.js';
import { migrate } from '../../backend/src/storage/migrate.js';
import { migrations } from '../../backend/src/storage/migrations/migrations.js';
import { openPool } from '../../backend/src/storage/pool.js';
import { openEmptyDatabase, silentLog } from '../support/database.js';

test.each(['embedded', 'url'] as const)(
  'processes that start together migrate once (%s)',
  async (reached) => {
    const database = await openEmptyDatabase(reached);
    const { connectionString } = database;
    const pools = Array.from({ length: 3 }, () => openPool({ connectionString, log: silentLog }));
    const done = await Promise.all(pools.map((pool) => migrate(createDatabase(pool))));
    const again = await Promise.all(pools.map((pool) => migrate(createDatabase(pool))));
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();

    expect(done.flat()).toEqual(Object.keys(migrations).sort());
    expect(again.flat()).toEqual([]);
  },
);

test('what people read in rows of before is kept, as a sentence without words of ours', async () => {
  const database = await openEmptyDatabase('embedded');
  const pool = openPool({ connectionString: database.connectionString, log: silentLog });
  const db = createDatabase(pool);
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  await new Migrator({ db, provider }).migrateTo('2026-11-work-runs');
  await pool.query(`
    insert into dead_letters (id, step, key, data, code, reason, message, attempts, failed_at, discard_reason)
    values ('a', 'win', '1', '{}', 'internal', 'Falta el «RNC».', '', 1, now(), 'No procede'),
      ('b', 'win', '2', '{}', 'internal', null, '', 1, now(), null)`);

  await migrate(db);

  const { rows } = await pool.query('select reason, discard_reason from dead_letters order by id');
  await pool.end();
  await database.drop();
  expect(rows).toEqual([
    {
      reason: { code: 'plain.as_stored', params: { text: 'Falta el «RNC».' } },
      discard_reason: 'No procede',
    },
    { reason: null, discard_reason: null },
  ]);
});
