import type { Services } from '../../backend/src/services.js';

type Method = (...given: unknown[]) => unknown;
type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Services whose calls leave one at a time, in the order in which they were asked for, so that two runs of a seed meet the
 * same order. What a step does at once still mixes, call by call. Its locks are those of one process.
 */
export function inTurn(services: Services): Services {
  const turn = createTurn();
  const ordered = <T extends object>(whole: T): T =>
    new Proxy(whole, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        const method = value as Method;
        return (...given: unknown[]) => turn(() => Promise.resolve(method.apply(target, given)));
      },
    });
  const tables = Object.entries(services.store).map(([name, table]): [string, unknown] => [
    name,
    typeof table === 'object' ? ordered(table) : table,
  ]);
  const store = {
    ...(Object.fromEntries(tables) as unknown as Services['store']),
    shared: { ...services.store.shared, ...createLocks() },
  };
  return { ...services, store, kommo: ordered(services.kommo) };
}

function createTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

function createLocks(): Pick<Services['store']['shared'], 'withLock' | 'tryLocks'> {
  const turns = new Map<string, Turn>();
  const held = new Set<string>();
  return {
    withLock: (name, work) => {
      const turn = turns.get(name) ?? createTurn();
      turns.set(name, turn);
      return turn(work);
    },
    tryLocks: async (names, work) => {
      const mine = new Set(names.filter((name) => !held.has(name)));
      for (const name of mine) held.add(name);
      try {
        return await work(mine);
      } finally {
        for (const name of mine) held.delete(name);
      }
    },
  };
}
