import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { personalData } from '../../../backend/src/storage/privacy/personal-data.js';
import { openTestDatabase } from '../../support/database.js';
import type { TestDatabase } from '../../support/database.js';

describe('the map of personal data', () => {
  let database: TestDatabase;
  let real: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    database = await openTestDatabase();
    const { rows } = await database.pool.query<{ table_name: string; column_name: string }>(
      `select table_name, column_name from information_schema.columns
       where table_schema = 'public' and table_name not like 'kysely%'`,
    );
    const columnsOf = (table: string): readonly string[] =>
      rows.filter((row) => row.table_name === table).map(({ column_name }) => column_name);
    real = new Map(rows.map(({ table_name }) => [table_name, columnsOf(table_name)]));
  });
  afterAll(() => database.drop());

  test('names every table of the database, and no other (R8.1)', () => {
    expect(personalData.map(({ table }) => table).sort()).toEqual([...real.keys()].sort());
  });

  test('names every column: a new one fails here until it is said what it holds (R8.1)', () => {
    const mapped = Object.fromEntries(
      personalData.map(({ table, personal, plain }) => [table, [...personal, ...plain].sort()]),
    );
    const found = Object.fromEntries(
      [...real].map(([table, columns]) => [table, [...columns].sort()]),
    );
    expect(mapped).toEqual(found);
  });

  test('whatever is searched, emptied or aged is a column of its table (R8.1)', () => {
    for (const { table, found, erasure, retention } of personalData) {
      const named = [
        ...Object.keys(found.by ?? {}),
        ...(erasure.kind === 'empty' ? Object.keys(erasure.set) : []),
        ...(retention === null ? [] : [retention.at]),
      ];
      expect([table, named.filter((column) => real.get(table)?.includes(column) !== true)]).toEqual(
        [table, []],
      );
    }
  });

  test('a table with a personal column says how a person is found in it (R8.1)', () => {
    const lost = personalData.filter(
      ({ personal, found }) => personal.length > 0 && Object.keys(found).length === 0,
    );
    expect(lost.map(({ table }) => table)).toEqual([]);
  });
});
