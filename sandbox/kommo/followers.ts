import { setTimeout as wait } from 'node:timers/promises';

/**
 * Those who keep the sandbox's time, as the companion does: each asks with the offset that it has, and is answered as soon
 * as there is another. It asks again when it has moved its own clock, so that whoever moves time knows that all have.
 */
export interface Followers {
  /** Resolves when time is no longer where the asker has it, or when it had better ask again. */
  wait(knownOffsetMs: number): Promise<void>;
  /** Time was moved: resolves when those who wait have followed. */
  moved(): Promise<void>;
}

/** Proxies and fetch itself give up on an answer that takes much longer. */
const longestHoldMs = 25_000;
/** One that has ended meanwhile is not waited for. */
const longestWaitMs = 3_000;

export function createFollowers(offsetMs: () => number): Followers {
  let waiting: (() => void)[] = [];
  let arrived: () => void = () => undefined;

  return {
    async wait(knownOffsetMs) {
      if (knownOffsetMs !== offsetMs()) return;
      const told = new Promise<void>((resolve) => waiting.push(resolve));
      arrived();
      await Promise.race([told, wait(longestHoldMs, undefined, { ref: false })]);
    },
    async moved() {
      const followers = waiting;
      waiting = [];
      const all = new Promise<void>((resolve) => {
        arrived = () => {
          if (waiting.length >= followers.length) resolve();
        };
      });
      for (const tell of followers) tell();
      if (followers.length > 0)
        await Promise.race([all, wait(longestWaitMs, undefined, { ref: false })]);
      arrived = () => undefined;
    },
  };
}
