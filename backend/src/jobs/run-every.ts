import { waitOf } from '../errors.js';
import type { Logger } from '../log.js';

export interface Ticking {
  /** Runs now instead of at its time: the clock was moved. Resolves when it has run. */
  now(): Promise<void>;
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
}

interface Tick {
  readonly name: string;
  readonly everyMs: number;
  /** `first` is true once in each process. */
  readonly run: (first: boolean) => Promise<unknown>;
  readonly log: Logger;
}

/** Runs at once, then again `everyMs` after each end; a failure is told and waits for the next time. */
export function runEvery({ name, everyMs, run, log }: Tick): Ticking {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  let first = true;

  // Kommo's limit or its pause is no failure: no stack, and nobody needs to act.
  const tell = (error: unknown): void => {
    const wait = waitOf(error);
    if (wait === null) log.warn({ err: error, name }, 'a tick failed and will be tried again');
    else log.info({ name, reason: wait.reason }, 'a tick waits for its next time');
  };

  const tick = async (): Promise<void> => {
    try {
      await run(first);
      first = false;
    } catch (error) {
      tell(error);
    }
    if (stopped) return;
    timer = setTimeout(() => {
      running = tick();
    }, everyMs);
    timer.unref();
  };
  let running = tick();

  /** Whoever asks while a run is under way shares the one after it: each with its own would leave as many chains. */
  let next: Promise<void> | null = null;
  const again = async (): Promise<void> => {
    await running;
    next = null;
    if (stopped) return;
    if (timer) clearTimeout(timer);
    running = tick();
    await running;
  };

  return {
    now: () => (next ??= again()),
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
