import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createStore } from '../../../backend/src/storage/store.js';
import type { KommoTokens, TokenTable } from '../../../backend/src/storage/tokens/token-table.js';
import { openTestDatabase } from '../../support/database.js';
import type { TestDatabase } from '../../support/database.js';
import { until } from '../../support/world.js';

const [oldKey, newKey] = ['1'.repeat(64), '2'.repeat(64)] as [string, string];
const now = new Date('2026-11-23T12:00:00Z');

const pair: KommoTokens = {
  kind: 'oauth',
  accessToken: 'access-one',
  refreshToken: 'refresh-one',
  previousRefreshToken: null,
  expiresAt: '2026-11-24T12:00:00.000Z',
  obtainedAt: '2026-11-23T12:00:00.000Z',
  configuredToken: null,
  refusedAt: null,
};

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const tableWith = (...encryptionKeys: readonly string[]): TokenTable =>
  createStore({ pool: database.pool, clock: () => now, encryptionKeys }).tokens;

const columns = async (accountId: number) => {
  const { rows } = await database.pool.query<Record<string, unknown>>(
    'select * from kommo_tokens where account_id = $1',
    [accountId],
  );
  return rows[0];
};

describe('the tokens of an account', () => {
  test('are sealed at rest and read back (R8.2)', async () => {
    const table = tableWith(oldKey);
    expect(await table.find(1)).toBeNull();
    await table.save(1, { ...pair, previousRefreshToken: 'refresh-zero' });
    expect(await table.find(1)).toEqual({ ...pair, previousRefreshToken: 'refresh-zero' });
    expect(JSON.stringify(await columns(1))).not.toMatch(/access-one|refresh-one|refresh-zero/);
  });

  test('do not open for another account or in another column', async () => {
    const table = tableWith(oldKey);
    await table.save(2, pair);
    await database.pool.query(`insert into kommo_tokens
      select 3, kind, access_token, refresh_token, previous_refresh_token, expires_at, obtained_at from kommo_tokens where account_id = 2`);
    await expect(table.find(3)).rejects.toMatchObject({ code: 'kommo_not_connected' });
    await database.pool.query(
      'update kommo_tokens set access_token = refresh_token where account_id = 2',
    );
    await expect(table.find(2)).rejects.toMatchObject({ code: 'kommo_not_connected' });
  });

  test('are sealed again with the newest key when they are read, so that the old one can go', async () => {
    await tableWith(oldKey).save(4, { ...pair, kind: 'token', refreshToken: null });
    expect((await tableWith(newKey, oldKey).find(4))?.accessToken).toBe('access-one');
    expect((await tableWith(newKey).find(4))?.accessToken).toBe('access-one');
    await expect(tableWith(oldKey).find(4)).rejects.toThrow(/ENCRYPTION_KEY/);
  });

  test('cannot be kept without a key', async () => {
    const table = tableWith();
    expect(table.canKeep).toBe(false);
    await expect(table.save(5, pair)).rejects.toThrow(/ENCRYPTION_KEY is not set/);
    expect(await table.find(5)).toBeNull();
  });

  test('a refusal marks the pair that was refused, not one stored meanwhile', async () => {
    const table = tableWith(oldKey);
    await table.save(6, pair);
    await table.markRefused(6, '2026-11-22T12:00:00.000Z', now);
    expect((await table.find(6))?.refusedAt).toBeNull();
    await table.markRefused(6, pair.obtainedAt, now);
    expect((await table.find(6))?.refusedAt).toBe(now.toISOString());
    await table.save(6, pair);
    expect((await table.find(6))?.refusedAt).toBeNull();
    await table.forget(6);
    expect(await table.find(6)).toBeNull();
  });

  test('a state is spent once, over all connections, and forgotten after its end', async () => {
    const table = tableWith(oldKey);
    const end = new Date(now.getTime() + 60_000);
    const spent = await Promise.all(
      Array.from({ length: 5 }, () => table.spendState('state', end, now)),
    );
    expect(spent.filter(Boolean)).toHaveLength(1);
    await table.spendState('later', new Date(end.getTime() + 60_000), new Date(end.getTime() + 1));
    const { rows } = await database.pool.query('select state from spent_states');
    expect(rows).toEqual([{ state: 'later' }]);
  });
});

test('a turn is taken only while it is free, by one of many (R8.2)', async () => {
  const { shared } = database.store;
  const taken = await Promise.all(Array.from({ length: 5 }, () => shared.tryTurn('probe', 60_000)));
  expect(taken.filter(Boolean)).toHaveLength(1);
  expect(await shared.tryTurn('other', 1)).toBe(true);
  await until('the next turn', () => shared.tryTurn('other', 60_000));
});
