import type { SharedTurns } from './gate.js';

/** For one process alone, where there is no database to share turns in. */
export function createTurnsInMemory(clock: () => Date): SharedTurns {
  const keptByName = new Map<string, unknown>();
  return {
    change: (name, change) => {
      const { kept, result } = change(keptByName.get(name), clock().getTime());
      keptByName.set(name, kept);
      return Promise.resolve(result);
    },
    session: () => Promise.resolve('this process'),
    ended: () => Promise.resolve([]),
  };
}
