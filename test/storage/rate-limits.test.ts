import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabase } from '../../backend/src/storage/db.js';
import { openPool } from '../../backend/src/storage/pool.js';
import { createRateLimitTable } from '../../backend/src/storage/rate-limits.js';
import { openTestDatabase, silentLog } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
let now = new Date('2026-11-23T12:00:00Z');
const clock = () => now;
const later = (ms: number) => (now = new Date(now.getTime() + ms));

beforeAll(async () => {
  database = await openTestDatabase({ clock });
});
afterAll(() => database.drop());

test('two processes share one allowance exactly, and it comes back evenly (R8.2)', async () => {
  const pool = openPool({ connectionString: database.connectionString, log: silentLog });
  const other = createRateLimitTable(createDatabase(pool), clock);
  const waits = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      (at % 2 === 0 ? database.store.rateLimits : other).take('shared', 1, 5),
    ),
  );
  expect(waits.filter((ms) => ms === 0)).toHaveLength(5);
  expect(new Set(waits.filter((ms) => ms > 0))).toEqual(new Set([12_000]));

  later(11_999);
  expect(await other.take('shared', 1, 5)).toBe(1);
  later(1);
  expect(await other.take('shared', 1, 5)).toBe(0);
  expect(await other.take('shared', 1, 5)).toBe(12_000);
  expect(await other.take('another', 5, 5)).toBe(0);
  await pool.end();
});

test('keys that have their whole allowance again are forgotten, and nothing of it is written to the log of changes (R8.2)', async () => {
  const { rateLimits } = database.store;
  await rateLimits.take('gone', 1, 60);
  later(60_000);
  for (let at = 0; at < 1000; at += 1) await rateLimits.take('kept', 1, 60);
  const { rows } = await database.pool.query<{ key: string }>('select key from rate_limits');
  expect(rows.map(({ key }) => key)).not.toContain('gone');
  const logged = await database.pool.query(
    "select relpersistence from pg_class where relname = 'rate_limits'",
  );
  expect(logged.rows).toEqual([{ relpersistence: 'u' }]);
});

test('a clock that was a day ahead and is set right keeps nobody out (R8.2)', async () => {
  const { rateLimits } = database.store;
  later(86_400_000);
  for (let at = 0; at < 3; at += 1) await rateLimits.take('ahead', 1, 3);
  expect(await rateLimits.take('ahead', 1, 3)).toBeGreaterThan(0);
  later(-86_400_000);
  expect(await rateLimits.take('ahead', 1, 3)).toBe(0);
  expect(await rateLimits.take('ahead', 2, 3)).toBe(0);
  expect(await rateLimits.take('ahead', 1, 3)).toBeGreaterThan(0);
});
