/** How many times more input the large run gets. */
const times = 8;
/** Below this, a measurement says more of the machine than of the work. */
const floorMs = 2;
/** Up to here nobody would call it faster than the size; above, it is measured again before it is believed. */
const doubtful = 2;
const mostRounds = 8;

/**
 * By how much the work grows when the input becomes eight times as large, over eight: about 1 for linear work, 8 for
 * quadratic. It counts the processor time of this process, not the clock, and takes the best of the rounds. What comes
 * in between (a collection of garbage, a neighbour's work) only ever adds, so more rounds clear linear work and never
 * quadratic work.
 */
export async function growthOf(
  work: (size: number) => unknown,
  { size }: { readonly size: number },
): Promise<number> {
  await cpuMs(() => work(size));
  let small = Number.POSITIVE_INFINITY;
  let large = Number.POSITIVE_INFINITY;
  for (let round = 1; ; round += 1) {
    small = Math.min(small, await cpuMs(() => work(size)), await cpuMs(() => work(size)));
    large = Math.min(large, await cpuMs(() => work(size * times)));
    const growth = large / Math.max(small, floorMs) / times;
    if (growth < doubtful || round === mostRounds) return growth;
  }
}

async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
