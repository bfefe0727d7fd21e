/** The one clock: whatever asks for the time asks this, so that it can be driven (decision 20). */
export interface Clock {
  readonly now: () => Date;
  /** How far it is ahead of this machine's. */
  readonly offsetMs: () => number;
  /** Moves it there and lets everybody know who has set something to a time; resolves when they have followed. */
  readonly moveTo: (offsetMs: number) => Promise<void>;
  readonly onMoved: (listener: () => Promise<void>) => void;
}

export const systemClock = (): Date => new Date();

/** `base` is this machine's clock, or a test's. */
export function createClock(base: () => Date = systemClock): Clock {
  const listeners: (() => Promise<void>)[] = [];
  let offset = 0;
  return {
    now: () => new Date(base().getTime() + offset),
    offsetMs: () => offset,
    moveTo: async (offsetMs) => {
      if (offsetMs === offset) return;
      offset = offsetMs;
      for (const listener of listeners) await listener();
    },
    onMoved: (listener) => {
      listeners.push(listener);
    },
  };
}
