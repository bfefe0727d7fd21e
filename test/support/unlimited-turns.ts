import type { SharedTurns } from '../../backend/src/adapters/kommo/http/gate.js';

/** Nothing is kept, so every turn is always free: for tests that are not about Kommo's limit. */
export const unlimitedTurns: SharedTurns = {
  change: (_name, change) => Promise.resolve(change(null, 0).result),
  session: () => Promise.resolve('a test'),
  ended: () => Promise.resolve([]),
};
