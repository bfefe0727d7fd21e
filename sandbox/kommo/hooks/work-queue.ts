export interface WorkQueue {
  add(work: () => Promise<void>): void;
  /** Resolves when nothing is running or waiting. */
  settled(): Promise<void>;
  stop(): void;
}

/** Runs what it is given, in order, so many at once. */
export function createWorkQueue(mostAtOnce: number): WorkQueue {
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;
  let listeners: (() => void)[] = [];

  function pump(): void {
    while (running < mostAtOnce) {
      const work = waiting.shift();
      if (!work) break;
      running += 1;
      void work().finally(() => {
        running -= 1;
        pump();
      });
    }
    if (running > 0) return;
    const told = listeners;
    listeners = [];
    for (const tell of told) tell();
  }

  return {
    add(work) {
      waiting.push(work);
      pump();
    },
    settled: () =>
      running === 0 && waiting.length === 0
        ? Promise.resolve()
        : new Promise((done) => listeners.push(done)),
    stop() {
      waiting.length = 0;
    },
  };
}
