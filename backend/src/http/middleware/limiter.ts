import type { Services } from '../../services.js';

/** How many ms to wait before `key` may go on; 0 when it may now. A promise only where the database has to be asked. */
export type Limiter = (key: string) => number | Promise<number>;

interface Allowance {
  /** Taken from the database and not used yet. */
  left: number;
  closedUntil: number;
  asking: Promise<void> | null;
}

type Tools = Pick<Services, 'clock' | 'log'> & {
  readonly store: Pick<Services['store'], 'rateLimits'>;
};

/** Far more keys than callers: strangers with made-up addresses must not fill the memory. */
const mostKeys = 10_000;
/** A limit must not hold a request longer than what it protects. */
const longestAnswerMs = 1_000;
const openAfterFailureMs = 5_000;

/**
 * At most `perMinute` of each key, over all processes. A process takes a twentieth of it at a time, so that few requests ask the
 * database; what it has not used counts as used. A database that does not answer lets everybody through: what needs it fails by
 * itself, with the true reason, and the caller of a capture learns that it must send again.
 */
export function createLimiter({ clock, log, store }: Tools, perMinute: number | null): Limiter {
  if (perMinute === null) return () => 0;
  const portion = Math.max(1, Math.floor(perMinute / 20));
  // Here more is asked for, so that nobody waits for the answer; never where one is taken at a time.
  const halfway = portion === 1 ? null : Math.floor(portion / 2);
  const byKey = new Map<string, Allowance>();
  let openUntil = 0;

  const ask = async (key: string, allowance: Allowance): Promise<void> => {
    try {
      const wait = await inTime(store.rateLimits.take(key, portion, perMinute));
      if (wait === 0) allowance.left += portion;
      else allowance.closedUntil = clock().getTime() + wait;
    } catch (error) {
      openUntil = clock().getTime() + openAfterFailureMs;
      log.warn({ err: error }, 'limits are not kept while the database does not answer');
    }
    allowance.asking = null;
  };
  const askOnce = (key: string, allowance: Allowance) => (allowance.asking ??= ask(key, allowance));

  const takeAsking = async (key: string, allowance: Allowance): Promise<number> => {
    for (;;) {
      if (allowance.left > 0) {
        allowance.left -= 1;
        return 0;
      }
      const now = clock().getTime();
      if (allowance.closedUntil > now) return allowance.closedUntil - now;
      if (openUntil > now) return 0;
      await askOnce(key, allowance);
    }
  };

  return (key) => {
    const allowance = allowanceOf(byKey, key);
    if (allowance.left === 0) return takeAsking(key, allowance);
    allowance.left -= 1;
    if (allowance.left === halfway) void askOnce(key, allowance);
    return 0;
  };
}

function allowanceOf(byKey: Map<string, Allowance>, key: string): Allowance {
  const known = byKey.get(key);
  if (known !== undefined) return known;
  if (byKey.size >= mostKeys) byKey.clear();
  const allowance: Allowance = { left: 0, closedUntil: 0, asking: null };
  byKey.set(key, allowance);
  return allowance;
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('The database did not answer in time.'));
    }, longestAnswerMs);
    void work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
