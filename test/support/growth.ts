/** How many times more input the large run gets. */
const times = 8;
/** Below this, a measurement says more of the machine than of the work. */
const floorMs = 2;

/**
 * By how much the work grows when the input becomes eight times as large, over eight: about 1 for linear work, 8 for
 * quadratic. It counts the processor time of this process, not the clock, and takes the best of several runs, so a busy
 * machine changes little.
 */
export async function growthOf(
  work: (size: number) => unknown,
  { size, runs = 3 }: { readonly size: number; readonly runs?: number },
): Promise<number> {
  await cpuMs(() => work(size));
  const small = await best(runs, () => work(size));
  const large = await best(runs, () => work(size * times));
  return large / Math.max(small, floorMs) / times;
}

async function best(runs: number, work: () => unknown): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run < runs; run += 1) taken.push(await cpuMs(work));
  return Math.min(...taken);
}

async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
