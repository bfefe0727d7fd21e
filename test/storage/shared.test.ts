import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPool } from '../../backend/src/storage/pool.js';
import { createStore } from '../../backend/src/storage/store.js';
import type { Store } from '../../backend/src/storage/tables.js';
import { openTestDatabase, silentLog } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';

describe.each(['embedded', 'url'] as const)(
  'what processes share on a server reached as %s',
  (reached) => {
    let database: TestDatabase;
    let other: Store;
    beforeAll(async () => {
      database = await openTestDatabase({ reached });
      const pool = openPool({ connectionString: database.connectionString, log: silentLog });
      other = createStore({ pool, clock: () => new Date() });
    });
    afterAll(async () => {
      await other.close();
      await database.drop();
    });

    test('no window of one second has more than seven turns, over ten connections (R8.2)', async () => {
      const turns: number[] = [];
      const takeTurns = async (store: Store): Promise<void> => {
        for (let count = 0; count < 2; count += 1) {
          // When the turn starts, as the caller will find: not before the answer plus the wait.
          const wait = await store.shared.takeTurn('kommo', 150);
          turns.push(performance.now() + wait);
        }
      };
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => takeTurns(index % 2 ? database.store : other)),
      );

      const sorted = turns.sort((a, b) => a - b);
      expect(sorted).toHaveLength(20);
      const most = Math.max(
        ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + 1000).length),
      );
      expect(most).toBeLessThanOrEqual(7);
      // And they are not slower than asked: 19 intervals of 150 ms.
      expect((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)).toBeLessThan(19 * 150 + 500);
    });

    test('a first turn, and one after a rest, has no wait', async () => {
      expect(await database.store.shared.takeTurn('rested', 20)).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(await database.store.shared.takeTurn('rested', 20)).toBe(0);
    });

    test('nobody gets a turn before the end of a pause (a 429)', async () => {
      await database.store.shared.takeTurn('paused', 10);
      await database.store.shared.pause('paused', new Date(Date.now() + 2000));
      const wait = await other.shared.takeTurn('paused', 10);
      expect(wait).toBeGreaterThan(1800);
      expect(wait).toBeLessThanOrEqual(2000);
      // An earlier end does not shorten it.
      await database.store.shared.pause('paused', new Date(Date.now() + 100));
      expect(await other.shared.takeTurn('paused', 10)).toBeGreaterThan(1800);
    });

    test('a lock is held by one at a time, over processes and however many wait', async () => {
      let inside = 0;
      let most = 0;
      const work = async (store: Store): Promise<number> => {
        inside += 1;
        most = Math.max(most, inside);
        // The work queries the pool as well: waiters must not have taken all of its connections.
        await store.ping();
        inside -= 1;
        return inside;
      };
      await Promise.all(
        Array.from({ length: 60 }, (_, index) => {
          const store = index % 2 ? database.store : other;
          return store.shared.withLock('refresh', () => work(store));
        }),
      );
      expect(most).toBe(1);
    });

    test('many locks at once leave connections for the work', async () => {
      const results = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          database.store.shared.withLock(`lock ${index}`, async () => {
            await database.store.ping();
            return index;
          }),
        ),
      );
      expect(results).toHaveLength(40);
    });

    test('a lock is free again when its work fails', async () => {
      const { shared } = database.store;
      await expect(shared.withLock('fails', () => Promise.reject(new Error('no')))).rejects.toThrow(
        'no',
      );
      await expect(other.shared.withLock('fails', () => Promise.resolve('yes'))).resolves.toBe(
        'yes',
      );
    });

    test('a batch takes the locks that are free and never waits for the others', async () => {
      const { shared } = database.store;
      const lists = await shared.tryLocks(['one', 'two', 'one'], async (held) => {
        const elsewhere = await other.shared.tryLocks(['two', 'three'], (theirs) =>
          Promise.resolve([...theirs]),
        );
        const sameProcess = await shared.tryLocks(['one'], (again) => Promise.resolve([...again]));
        return [[...held].sort(), elsewhere, sameProcess];
      });
      expect(lists).toEqual([['one', 'two'], ['three'], []]);

      await expect(shared.tryLocks(['one'], () => Promise.reject(new Error('no')))).rejects.toThrow(
        'no',
      );
      expect(
        await other.shared.tryLocks(['one', 'two'], (held) => Promise.resolve(held.size)),
      ).toBe(2);
    });

    test('two hundred locks of one batch leave connections for the work', async () => {
      const names = Array.from({ length: 200 }, (_name, index) => `lead ${index}`);
      const worked = await database.store.shared.tryLocks(names, (held) =>
        Promise.all([...held].map(() => database.store.ping())),
      );
      expect(worked).toHaveLength(200);
    });
  },
);
