import { AppError, never } from '../../../errors.js';

export interface KeyRing {
  /**
   * Runs `work` with a key that is not rejected. Where all are, they rest for a moment, in which no call leaves, and
   * then one call tries them again: who makes a key valid in Odoo need not restart anything here.
   */
  withKey<T>(work: (key: string) => Promise<T>): Promise<T>;
  /** Ends every rest: somebody says that it is mended, and the next call finds out. */
  readonly wakeUp: () => void;
}

/** A wrong key costs Odoo half a second of hashing, so hundreds of waiting hand-overs share one try of it. */
const restMs = 20_000;

export function createKeyRing(keys: readonly string[], clock: () => Date): KeyRing {
  const rejectedAt = new Map<string, number>();
  const usable = (): readonly string[] => {
    const good = keys.filter((key) => !rejectedAt.has(key));
    if (good.length > 0) return good;
    return keys.filter((key) => clock().getTime() - (rejectedAt.get(key) ?? 0) >= restMs);
  };
  const tryKey = async <T>(key: string, work: (key: string) => Promise<T>): Promise<T> => {
    // Whoever comes meanwhile finds it resting still: one call at a time tries a rejected key.
    if (rejectedAt.has(key)) rejectedAt.set(key, clock().getTime());
    try {
      const result = await work(key);
      rejectedAt.delete(key);
      return result;
    } catch (error) {
      if (isRejected(error)) rejectedAt.set(key, clock().getTime());
      throw error;
    }
  };

  return {
    wakeUp: () => {
      rejectedAt.clear();
    },
    async withKey(work) {
      let last: unknown = allRest();
      for (const key of usable()) {
        try {
          return await tryKey(key, work);
        } catch (error) {
          if (!isRejected(error)) throw error;
          last = error;
        }
      }
      throw last;
    },
  };
}

const isRejected = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'odoo_key_rejected';

const allRest = (): AppError =>
  new AppError('odoo_key_rejected', 'Every configured Odoo key was rejected a moment ago', {
    retry: never,
    reason: { code: 'odoo.key_rejected' },
    facts: { circuit: 'open' },
  });
