import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPool } from '../../backend/src/storage/pool.js';
import { createStore } from '../../backend/src/storage/store.js';
import type { Store } from '../../backend/src/storage/tables.js';
import { openTestDatabase, silentLog } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { until } from '../support/world.js';

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

    test('a state is changed by one after another, over twenty callers of two processes', async () => {
      const counts = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 ? database.store : other).shared.change('count', (kept) => {
            const count = typeof kept === 'number' ? kept + 1 : 1;
            return { kept: count, result: count };
          }),
        ),
      );
      expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    });

    test('a state that is kept as it was is not written', async () => {
      const { shared } = database.store;
      const look = () => shared.change('kept', (kept) => ({ kept, result: kept }));
      expect(await look()).toBeNull();
      await shared.change('kept', () => ({ kept: { of: 'one' }, result: null }));
      expect(await look()).toEqual({ of: 'one' });
      const { rows } = await database.pool.query(
        "select version from shared_states where name = 'kept'",
      );
      expect(rows).toEqual([{ version: 1 }]);
    });

    test('the time that a change gets is the same for all processes', async () => {
      const at = (store: Store) =>
        store.shared.change('time', (kept, now) => ({ kept, result: now }));
      const first = await at(database.store);
      const second = await at(other);
      const third = await at(database.store);
      expect([first, second, third]).toEqual([first, second, third].sort((a, b) => a - b));
      expect(first).toBeGreaterThan(Date.parse('2026-01-01'));
    });

    test('a process is known by its session until its connection ends', async () => {
      const pool = openPool({ connectionString: database.connectionString, log: silentLog });
      const leaving = createStore({ pool, clock: () => new Date() });
      const [mine, theirs] = [await other.shared.session(), await leaving.shared.session()];
      expect(await other.shared.session()).toBe(mine);
      expect(await other.shared.ended([mine, theirs])).toEqual([]);
      await leaving.close();
      await until('the session to end', async () =>
        (await other.shared.ended([mine, theirs])).includes(theirs),
      );
      expect(await other.shared.ended([mine, theirs])).toEqual([theirs]);
    });

    test('a process whose connection was cut gets another session', async () => {
      const before = await other.shared.session();
      await database.pool.query('select pg_terminate_backend($1)', [Number(before.split(':')[0])]);
      await until('another session', async () => (await other.shared.session()) !== before);
      expect(await database.store.shared.ended([before])).toEqual([before]);
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

    test('however many locks are held, one that is asked for inside them is had', async () => {
      const { shared } = database.store;
      const renewed = Array.from({ length: 7 }, (_, index) =>
        shared.withLock(`card ${index}`, () =>
          shared.withInnerLock('tokens', () => Promise.resolve(index)),
        ),
      );
      expect(await Promise.all(renewed)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    });

    test('a lock that is held for long keeps nobody else’s waiting while connections are free', async () => {
      const { shared } = database.store;
      const ends: (() => void)[] = [];
      const long = shared.withLock('export', () => new Promise<void>((end) => ends.push(end)));
      for (let index = 0; index < 5; index += 1) {
        await shared.withLock(`short ${index}`, () => database.store.ping());
      }
      await until('the long one runs', () => Promise.resolve(ends.length === 1));
      ends[0]?.();
      await long;
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
