import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from './clock.js';
import type { Logger } from './log.js';

interface FollowTools {
  /** The sandbox's address, which is Kommo's in sandbox mode. */
  readonly sandboxUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly stopping: AbortSignal;
}

const answer = z.object({ offsetMs: z.number() });
const againMs = 1_000;

/**
 * Moves the clock whenever the sandbox's is moved. The sandbox answers as soon as its offset is not the one that we have,
 * and whoever moved its time waits until we ask again. Ends with `stopping`.
 */
export async function followSandboxClock(tools: FollowTools): Promise<void> {
  const { sandboxUrl, clock, log, stopping } = tools;
  const isStopping = (): boolean => stopping.aborted;
  while (!isStopping()) {
    try {
      const known = `${sandboxUrl}/sandbox/clock?known=${clock.offsetMs()}`;
      const response = await fetch(known, { signal: stopping });
      await clock.moveTo(answer.parse(await response.json()).offsetMs);
    } catch (error) {
      if (isStopping()) return;
      log.debug({ err: error }, "the sandbox's clock could not be read");
      await sleep(againMs, undefined, { ref: false });
    }
  }
}
