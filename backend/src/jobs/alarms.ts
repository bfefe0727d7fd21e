/** Wakes the workers of a step when a delayed job is due: pg-boss's poll alone would be up to two seconds late. */
export interface Alarms {
  set(step: string, ms: number): void;
  clear(): void;
}

/** Later ones are left to the poll, whose lateness does not matter then. */
const longestMs = 60_000;
const grainMs = 50;

export function createAlarms(ring: (step: string) => void): Alarms {
  const timers = new Map<string, NodeJS.Timeout>();
  return {
    set: (step, ms) => {
      if (ms > longestMs) return;
      // Jobs that are due at about the same time share an alarm.
      const slot = Math.ceil((performance.now() + Math.max(ms, 0)) / grainMs) * grainMs;
      const name = `${step} ${slot}`;
      if (timers.has(name)) return;
      const timer = setTimeout(
        () => {
          timers.delete(name);
          ring(step);
        },
        slot - performance.now() + 1,
      );
      timers.set(name, timer.unref());
    },
    clear: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
