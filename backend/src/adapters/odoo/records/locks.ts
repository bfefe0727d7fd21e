export type WithLock = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** One at a time per name within this process; processes are kept apart by whoever runs the steps. */
export function createLocks(): WithLock {
  const last = new Map<string, Promise<unknown>>();
  return async (name, work) => {
    const before = last.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined);
    last.set(name, settled);
    try {
      return await mine;
    } finally {
      if (last.get(name) === settled) last.delete(name);
    }
  };
}
