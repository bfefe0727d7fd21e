import { createKommoClient } from '../../backend/src/adapters/kommo/http/client.js';
import type {
  KommoClient,
  KommoClientOptions,
} from '../../backend/src/adapters/kommo/http/client.js';
import { createTurnsInMemory } from '../../backend/src/adapters/kommo/http/turns-in-memory.js';
import { createLog } from '../../backend/src/log.js';

export interface DrivenClock {
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly advance: (ms: number) => void;
}

/** Time that only moves when somebody sleeps or the test says so. */
export function createDrivenClock(start = '2026-11-20T12:00:00Z'): DrivenClock {
  let at = Date.parse(start);
  const advance = (ms: number): void => {
    at += ms;
  };
  return {
    now: () => new Date(at),
    advance,
    sleep: (ms) => {
      advance(ms);
      return Promise.resolve();
    },
  };
}

/** A client with a driven clock, so that no test waits for the limiter. */
export function createTestClient(
  baseUrl: string,
  options: Partial<KommoClientOptions> = {},
): KommoClient {
  const driven = createDrivenClock();
  const clock = options.clock ?? driven.now;
  return createKommoClient({
    baseUrl,
    token: () => Promise.resolve('sandbox-token'),
    shared: createTurnsInMemory(clock),
    log: createLog('silent'),
    clock,
    sleep: driven.sleep,
    timeoutMs: 5_000,
    ...options,
  });
}
