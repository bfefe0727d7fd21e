import type { Logger } from '../log.js';

export interface Ticking {
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

  const tick = async (first: boolean): Promise<void> => {
    let again = first;
    try {
      await run(first);
      again = false;
    } catch (error) {
      log.warn({ err: error, name }, 'a tick failed and will be tried again');
    }
    if (stopped) return;
    timer = setTimeout(() => {
      running = tick(again);
    }, everyMs);
    timer.unref();
  };
  let running = tick(true);

  return {
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
