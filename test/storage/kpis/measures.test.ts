import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Measured } from '../../../backend/src/storage/tables.js';
import { defaultRetentionDays } from '../../../domain/privacy/retention.js';
import { openTestDatabase } from '../../support/database.js';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const hour = '2026-11-28T10:00:00.000Z';
const counts = Array.from({ length: 14 }, (_none, at) => at);
const one: Measured = { hour, kind: 'call', name: 'kommo GET', outcome: 'ok', counts };
const since = new Date('2026-11-28T00:00:00Z');

test('what two processes measure in an hour is one row, added up (R8.4)', async () => {
  const { measures } = database.store;
  await Promise.all([measures.add([one]), measures.add([one]), measures.add([])]);
  expect(await measures.read(since)).toEqual([
    { ...one, counts: counts.map((count) => count * 2) },
  ]);
});

test('an hour keeps its highest level (R8.4)', async () => {
  const { measures } = database.store;
  const name = 'queue_seconds';
  for (const most of [3, 7.5, 2]) await measures.raise([{ hour, name, most }]);
  expect(await measures.levels(since)).toEqual([{ hour, name, most: 7.5 }]);
});

test('what is older than it is kept for goes (R8.4)', async () => {
  const { measures } = database.store;
  await measures.add([{ ...one, hour: '2026-10-01T00:00:00.000Z' }]);
  await database.store.aged.forget(defaultRetentionDays, new Date('2026-12-01T00:00:00Z'));
  expect(await measures.read(new Date(0))).toHaveLength(1);
});
