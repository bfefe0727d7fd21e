import type { Rehearsal } from './rehearsal.js';

const everyMs = 500;
const longestMs = 90_000;

/** Twice a second, so that Kommo's seven calls are left for the companion. */
export const createUntil =
  (tools: {
    readonly sleep: (ms: number) => Promise<void>;
    readonly ticks: () => number;
  }): Rehearsal['until'] =>
  async (look) => {
    const end = tools.ticks() + longestMs;
    for (;;) {
      const found = await look();
      if (found !== null) return found;
      if (tools.ticks() > end) return null;
      await tools.sleep(everyMs);
    }
  };
