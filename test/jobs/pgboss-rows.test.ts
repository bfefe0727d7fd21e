import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createJobs } from '../../backend/src/jobs/jobs.js';
import { createDatabase } from '../../backend/src/storage/db.js';
import { openTestDatabase, silentLog } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  const { connectionString, pool } = database;
  const tools = { db: createDatabase(pool), connectionString, log: silentLog };
  const jobs = createJobs({ ...tools, clock: () => new Date() });
  await jobs.start([]);
  await jobs.stop();
});
afterAll(() => database.drop());

const rows = async (query: string) =>
  (await database.pool.query<Record<string, unknown>>(query)).rows.map((row) =>
    Object.values(row).join(' '),
  );

test('an upgrade of pg-boss that changes what pgboss-rows.ts relies on is noticed', async () => {
  const columns = await rows(`
    select column_name, udt_name from information_schema.columns
    where table_schema = 'pgboss' and table_name = 'job'
      and column_name in ('id', 'name', 'state', 'start_after', 'heartbeat_on', 'retry_count', 'data')
    order by column_name`);
  expect(columns).toEqual([
    'data jsonb',
    'heartbeat_on timestamptz',
    'id uuid',
    'name text',
    'retry_count int4',
    'start_after timestamptz',
    'state job_state',
  ]);
  // The queries compare states by their order.
  const states = await rows(`select unnest(enum_range(null::pgboss.job_state))::text`);
  expect(states).toEqual(['created', 'retry', 'active', 'completed', 'cancelled', 'failed']);
  const queues = await rows(`
    select column_name from information_schema.columns
    where table_schema = 'pgboss' and table_name = 'queue' and column_name = 'name'`);
  expect(queues).toEqual(['name']);
  expect(await rows(`select pg_typeof(pgboss.job_now())::text`)).toEqual([
    'timestamp with time zone',
  ]);
});

test('no other file touches the tables of pg-boss', () => {
  const source = path.join(process.cwd(), 'backend/src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const touching = files.filter(
    (file) =>
      file.endsWith('.ts') && /\bpgboss\.\w/.test(readFileSync(path.join(source, file), 'utf8')),
  );
  expect(touching).toEqual(['jobs/pgboss-rows.ts']);
});
