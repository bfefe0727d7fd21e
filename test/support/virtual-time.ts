/** Time for many actors at once: it jumps to the next moment somebody waits for, when nobody has anything to do now. */
export interface VirtualTime {
  readonly now: () => number;
  readonly clock: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  /** Lets time pass until `work` has settled. */
  run<T>(work: Promise<T>): Promise<T>;
}

export function createVirtualTime(start = '2026-11-20T12:00:00Z'): VirtualTime {
  let at = Date.parse(start);
  let waiting: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => at,
    clock: () => new Date(at),
    sleep: (ms) =>
      new Promise((wake) => {
        waiting.push({ at: at + Math.max(0, ms), wake });
      }),
    async run(work) {
      const ended = { is: false };
      const mark = () => {
        ended.is = true;
      };
      work.then(mark, mark);
      for (;;) {
        // Everybody who can go on does.
        await new Promise((resolve) => setImmediate(resolve));
        if (ended.is) return work;
        const next = Math.min(...waiting.map((one) => one.at));
        if (next === Infinity) throw new Error('everybody waits for ever');
        at = Math.max(at, next);
        const due = waiting.filter((one) => one.at <= at);
        waiting = waiting.filter((one) => one.at > at);
        for (const { wake } of due) wake();
      }
    },
  };
}
