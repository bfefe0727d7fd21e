interface PaceTools {
  readonly clock: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly intervalMs: number;
}

/**
 * Keeps the calls of one process apart when they really leave. The shared turns are reserved in advance: a process that
 * was busy wakes late, and what it sends then would otherwise come too close to the next turn.
 */
export function createPace({ clock, sleep, intervalMs }: PaceTools): () => Promise<void> {
  let leftAt = 0;
  let last = Promise.resolve();
  const leave = async (): Promise<void> => {
    const earlyMs = leftAt + intervalMs - clock().getTime();
    if (earlyMs > 0) await sleep(earlyMs);
    leftAt = clock().getTime();
  };
  return () => {
    last = last.then(leave);
    return last;
  };
}
