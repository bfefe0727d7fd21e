import { pino } from 'pino';
import { createGate } from '../../../../backend/src/adapters/kommo/http/gate.js';
import type { SharedTurns } from '../../../../backend/src/adapters/kommo/http/gate.js';
import type { Caller } from '../../../../backend/src/adapters/kommo/http/turns.js';
import { createTurnsInMemory } from '../../../../backend/src/adapters/kommo/http/turns-in-memory.js';
import { forPerson } from '../../../../backend/src/adapters/kommo/http/who-waits.js';
import type { HttpResponse } from '../../../../backend/src/adapters/http-client.js';
import { createVirtualTime } from '../../../support/virtual-time.js';

/** Numbers between 0 and 1, the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const answered = (status: number, body: object = {}): HttpResponse => ({
  status,
  mediaType: 'application/json',
  headers: new Headers(),
  text: JSON.stringify(body),
});

export interface Received {
  readonly at: number;
  readonly caller: Caller;
  readonly waitedMs: number;
}

/** Several processes of the companion that call one account, in driven time. */
export function createGateWorld(seed = 1) {
  const time = createVirtualTime();
  const random = createRandom(seed);
  const between = (least: number, most: number): number => least + random() * (most - least);
  const memory = createTurnsInMemory(time.clock);
  const received: Received[] = [];
  const lines: unknown[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
  const ended = new Set<string>();
  let restEnds = 0;
  let clockIsAheadMs = 0;
  const server = {
    latencyMs: () => between(5, 400),
    answer: (): HttpResponse => answered(200),
  };

  function createProcess(name: string) {
    let stoppedUntil = 0;
    /** Whatever wakes up while the process is stopped, or its event loop held, goes on when that is over. */
    const awake = async (): Promise<void> => {
      while (time.now() < stoppedUntil) await time.sleep(stoppedUntil - time.now());
    };
    const shared: SharedTurns = {
      change: async (key, change) => {
        await time.sleep(between(0, 3));
        const result = await memory.change(key, change);
        await time.sleep(between(0, 3));
        await awake();
        return result;
      },
      session: () => Promise.resolve(name),
      ended: (sessions) => Promise.resolve(sessions.filter((one) => ended.has(one))),
    };
    const gate = createGate({
      ...{ baseUrl: 'https://sandbox.kommo.com', shared, log, ticks: time.now },
      clock: () => new Date(time.now() + clockIsAheadMs),
      sleep: async (ms) => {
        await time.sleep(ms);
        await awake();
      },
      onRestEnded: () => {
        restEnds += 1;
      },
    });
    const send = (caller: Caller, wireMs: number, carries: 'one' | 'many') => {
      const askedAt = time.now();
      return gate.send(async () => {
        await time.sleep(wireMs);
        await awake();
        received.push({ at: time.now(), caller, waitedMs: time.now() - askedAt });
        const answer = server.answer();
        await time.sleep(server.latencyMs());
        await awake();
        return answer;
      }, carries);
    };
    return {
      /** Resolves to the answer, or to the failure. */
      call: async (
        caller: Caller,
        wireMs = between(0, 5),
        carries: 'one' | 'many' = 'one',
      ): Promise<unknown> => {
        await awake();
        const sent =
          caller === 'person'
            ? forPerson(() => send(caller, wireMs, carries))
            : send(caller, wireMs, carries);
        return sent.catch((error: unknown) => error);
      },
      stop: (ms: number) => {
        stoppedUntil = time.now() + ms;
      },
      /** It never wakes up again, and the database notices. */
      kill: () => {
        stoppedUntil = Infinity;
        ended.add(name);
      },
    };
  }

  return {
    ...{ time, random, between, server, received, lines, createProcess },
    restEnds: () => restEnds,
    /** Every process's clock, not the time that passes. */
    setClock: (aheadMs: number) => {
      clockIsAheadMs = aheadMs;
    },
    /** Most calls that reached Kommo within any second. */
    busiestSecond: () =>
      Math.max(
        ...received.map(({ at }) =>
          received.reduce((sum, one) => (one.at >= at && one.at <= at + 1_000 ? sum + 1 : sum), 0),
        ),
      ),
  };
}
