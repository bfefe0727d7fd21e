/** What every process of the companion shares: states, turns, locks. */
export interface Shared {
  /**
   * Changes a state, one after another over all processes. `change` gets what is kept, null at first, and the database's
   * time in ms; it may be called again, so it has no effects. Keeping what it was given writes nothing.
   */
  change<T>(
    name: string,
    change: (kept: unknown, now: number) => { readonly kept: unknown; readonly result: T },
  ): Promise<T>;
  /** Names this process until its connection ends. */
  session(): Promise<string>;
  /** Those of the sessions that have ended. */
  ended(sessions: readonly string[]): Promise<readonly string[]>;
  /** Nobody gets a turn for `ms`. */
  pause(limiter: string, ms: number): Promise<void>;
  /** Takes the limiter's turn if it is free now, else reserves nothing: at most one success for each `intervalMs`. */
  tryTurn(limiter: string, intervalMs: number): Promise<boolean>;
  /** Runs `work` while holding the lock; other processes wait. The lock ends with its connection. */
  withLock<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** As `withLock`, and may be asked for inside its work: it waits for none of those. Its own work takes no lock. */
  withInnerLock<T>(name: string, work: () => Promise<T>): Promise<T>;
  /**
   * Takes those of the locks that are free, and holds them while `work` runs; never waits for the others. One connection
   * holds them all, however many they are. Other names than `withLock`'s.
   */
  tryLocks<T>(
    names: readonly string[],
    work: (held: ReadonlySet<string>) => Promise<T>,
  ): Promise<T>;
}
