import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createStore } from '../../backend/src/storage/store.js';
import { openPool } from '../../backend/src/storage/pool.js';
import { openTestDatabase, silentLog } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

test('a database that does not answer is named so, by whatever table is asked (R6.1)', async () => {
  const pool = openPool({ connectionString: database.connectionString, log: silentLog });
  const store = createStore({ pool, clock: () => new Date() });
  await store.settings.set('a', 1);
  await pool.end();
  const asked = [
    store.settings.get('a'),
    store.leads.findByIds(['6f9619ff-8b86-4d01-b42d-00c04fc964ff']),
    store.conversations.find([1]),
    store.shared.withLock('a', () => Promise.resolve()),
    store.handOvers.find(1),
  ];
  for (const failure of await Promise.allSettled(asked)) {
    expect(failure).toMatchObject({ status: 'rejected', reason: { code: 'storage_unavailable' } });
  }
});

test('any other failure stays what it is', async () => {
  const failed = database.store.shared.withLock('a', () => Promise.reject(new Error('mine')));
  await expect(failed).rejects.toThrow('mine');
});
