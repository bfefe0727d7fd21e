/** Whether this process gets answers from Kommo. */
export interface Reachability {
  /** To be told of every exchange; `status` is 0 without an answer. */
  note(call: { readonly status: number }): void;
  /** Since when no call was answered; null while they are, or for less than a minute. */
  lostSince(): Date | null;
}

/** A short gap is nothing to show. */
const shortestMs = 60_000;
/** How often a success is passed on, so that a state which another process has left behind is corrected. */
const assertMs = 60_000;

interface Tools {
  readonly clock: () => Date;
  /** Told of successes, at most once a minute. */
  readonly onSuccess: () => void;
}

export function createReachability({ clock, onSuccess }: Tools): Reachability {
  let lostAt: Date | null = null;
  let assertedAt = 0;
  return {
    note({ status }) {
      const now = clock();
      const isLost = status === 0 || status >= 500;
      lostAt = isLost ? (lostAt ?? now) : null;
      const isSuccess = status >= 200 && status < 300;
      if (!isSuccess || now.getTime() < assertedAt + assertMs) return;
      assertedAt = now.getTime();
      onSuccess();
    },
    lostSince: () =>
      lostAt !== null && clock().getTime() >= lostAt.getTime() + shortestMs ? lostAt : null,
  };
}
