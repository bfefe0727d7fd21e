/** Time of the account: real time plus what a test or a person has added, so that an hour's retry needs no hour. */
export interface AccountClock {
  now(): Date;
  /** Unix seconds, as Kommo writes times. */
  seconds(): number;
  /** Milliseconds that only grow, for the rate limits; independent of a frozen `now`. */
  ticks(): number;
  offsetMs(): number;
  /** Moves time on and runs what falls due on the way, each at its own moment. */
  advance(ms: number): Promise<void>;
  schedule(delayMs: number, task: () => Promise<void> | void): void;
  close(): void;
}

interface Entry {
  readonly at: number;
  readonly task: () => Promise<void> | void;
  /** Undefined where only `advance` runs what falls due. */
  readonly timer: NodeJS.Timeout | undefined;
}

/** The longest delay a timer of Node takes. */
const longestTimerMs = 2 ** 31 - 1;

export function createClock(
  base: () => Date,
  startOffsetMs: number,
  ticks: () => number = () => performance.now(),
  wakesItself = true,
): AccountClock {
  const entries = new Set<Entry>();
  let offset = startOffsetMs;
  const now = () => base().getTime() + offset;

  async function run(entry: Entry): Promise<void> {
    if (!entries.delete(entry)) return;
    clearTimeout(entry.timer);
    await entry.task();
  }

  return {
    now: () => new Date(now()),
    seconds: () => Math.floor(now() / 1000),
    ticks: () => ticks() + offset,
    offsetMs: () => offset,

    async advance(ms) {
      const moved = offset + ms;
      const target = now() + ms;
      for (let entry = firstDue(entries, target); entry; entry = firstDue(entries, target)) {
        offset += Math.max(0, entry.at - now());
        await run(entry);
      }
      offset = Math.max(offset, moved);
    },

    schedule(delayMs, task) {
      const timer = wakesItself
        ? setTimeout(() => void run(entry), Math.min(delayMs, longestTimerMs)).unref()
        : undefined;
      const entry: Entry = { at: now() + delayMs, task, timer };
      entries.add(entry);
    },

    close() {
      for (const entry of entries) clearTimeout(entry.timer);
      entries.clear();
    },
  };
}

function firstDue(entries: ReadonlySet<Entry>, until: number): Entry | undefined {
  let first: Entry | undefined;
  for (const entry of entries)
    if (entry.at <= until && (first === undefined || entry.at < first.at)) first = entry;
  return first;
}
