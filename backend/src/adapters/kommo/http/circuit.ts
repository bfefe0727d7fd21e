import { AppError, untilMended } from '../../../errors.js';
import { accountFailureOf, probeAfterMs } from '../errors.js';
import type { AccountFailure } from '../errors.js';

/** Whether Kommo serves this account; anything but "ok" needs a person. */
export type AccountState = 'ok' | AccountFailure;

export interface Circuit {
  /**
   * Throws at once while the account is known to be closed; lets one call through when it is time to probe. A token
   * other than the refused one is a new chance: somebody has connected again.
   */
  check(token: string): Promise<void>;
  /** To be told of every answer: null for one that shows a working account. */
  report(error: AppError | null, token: string): void;
}

interface CircuitTools {
  readonly clock: () => Date;
  readonly onAccountState: (state: AccountState) => void;
  /** Whether this process may probe, at most one of all of them within `intervalMs`. */
  readonly claimProbe: (intervalMs: number) => Promise<boolean>;
}

/** Of all processes together, so many probes go out in the time in which one alone would send one. */
const sharedProbes = 4;

/**
 * Stops hammering an account that is revoked, unpaid or blocked: repeated calls are what turns a limit into a block
 * (Kommo's page "limitations"). Every process learns it from its own first refusal; the probes are shared.
 */
export function createCircuit({ clock, onAccountState, claimProbe }: CircuitTools): Circuit {
  let state: AccountState = 'ok';
  let probeAt = 0;
  let refusedToken = '';

  const become = (next: AccountState): void => {
    if (next === state) return;
    state = next;
    onAccountState(next);
  };

  return {
    async check(token) {
      const now = clock().getTime();
      if (state === 'ok') return;
      if (state === 'kommo_not_connected' && token !== refusedToken) return;
      if (now < probeAt) throw stillClosed(state, probeAt - now);
      const closed = state;
      const shareMs = probeDelayMs(closed) / sharedProbes;
      // Until the claim is answered, nobody else of this process asks for it.
      probeAt = now + shareMs;
      if (!(await claimProbe(shareMs))) throw stillClosed(closed, shareMs);
      probeAt = now + probeDelayMs(closed);
    },
    report(error, token) {
      const failure = error === null ? null : accountFailureOf(error);
      if (failure !== null) {
        probeAt = clock().getTime() + probeDelayMs(failure);
        refusedToken = token;
      }
      // A 5xx or a lost connection says nothing about the account.
      if (failure !== null || error === null || error.code === 'kommo_rejected') {
        become(failure ?? 'ok');
      }
    },
  };
}

function probeDelayMs(state: AccountFailure): number {
  switch (state) {
    case 'kommo_not_connected':
      return probeAfterMs.refused;
    case 'kommo_payment_required':
      return probeAfterMs.unpaid;
    case 'kommo_blocked':
      return probeAfterMs.blocked;
  }
}

const stillClosed = (state: AccountFailure, ms: number): AppError =>
  new AppError(
    state,
    'The Kommo account is still closed to calls: the work waits for the next probe',
    {
      retry: untilMended(ms),
      facts: { waitMs: ms },
    },
  );
