import { createHash } from 'node:crypto';
import { AppError, never } from '../../../errors.js';
import { wording } from '../wording.js';

export interface KeyRing {
  /**
   * Runs `work` with a key that was not rejected yet. A rejected key is never tried again: the next one gets one
   * chance, and after the last the circuit is open until the settings change (a new ring is made then).
   */
  withKey<T>(work: (key: string) => Promise<T>): Promise<T>;
  readonly open: () => boolean;
}

/** Fingerprints of rejected keys; the caller may keep them, so that a restart does not try those keys again. */
export interface RejectedKeys {
  has(fingerprint: string): boolean;
  add(fingerprint: string): unknown;
}

export function createKeyRing(
  keys: readonly string[],
  rejected: RejectedKeys = new Set(),
): KeyRing {
  const usable = () => keys.filter((key) => !rejected.has(fingerprint(key)));
  return {
    open: () => usable().length === 0,
    async withKey(work) {
      for (const key of usable()) {
        try {
          return await work(key);
        } catch (error) {
          if (!isRejected(error)) throw error;
          rejected.add(fingerprint(key));
          if (usable().length === 0) throw error;
        }
      }
      throw circuitOpen();
    },
  };
}

/** Enough to recognise a key, useless to guess it. */
export const fingerprint = (key: string): string =>
  createHash('sha256').update(key).digest('hex').slice(0, 12);

const isRejected = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'odoo_key_rejected';

const circuitOpen = (): AppError =>
  new AppError('odoo_key_rejected', 'Every configured Odoo key was rejected: set a valid one', {
    retry: never,
    reason: wording.keyRejected,
    facts: { circuit: 'open' },
  });
