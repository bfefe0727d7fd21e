import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from './turns.js';

const waiting = new AsyncLocalStorage<Caller>();

/** All calls to Kommo that `work` makes, however deep, go before those of batches: somebody at a screen waits for it. */
export const forPerson = <T>(work: () => T): T => waiting.run('person', work);

export const whoWaits = (): Caller => waiting.getStore() ?? 'batch';
