import { expect, test } from '@jest/globals';
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
