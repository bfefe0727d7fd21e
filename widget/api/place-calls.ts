import type { ConnectionState } from '../../contract/admin.js';
import type { ActionAnswers } from '../../contract/answers.js';
import { adminPaths, widgetPaths } from '../../contract/paths.js';
import type { Outcome } from '../outcome.js';
import type { Ask } from './companion.js';
import { createGuards, guard } from './guard.js';
import guards from './guards/action.json';

/** What the settings and the list ask. */
export interface PlaceCalls {
  /** Scores these leads again, at most 500; answers how many were taken. */
  recalculate(leadIds: readonly number[]): Promise<Outcome<{ readonly queued: number }>>;
  /** Whether Kommo lets the companion in; for administrators. */
  readConnection(): Promise<Outcome<ConnectionState>>;
  /** Asks whether the companion answers and accepts this account's token. */
  ping(): Promise<Outcome<object>>;
}

const { check } = createGuards<ActionAnswers>(guards);

export const createPlaceCalls = (ask: Ask): PlaceCalls => ({
  recalculate: (leadIds) =>
    ask({ method: 'POST', url: widgetPaths.recalculate(), body: { leadIds } }, check('queued')),
  readConnection: () => ask({ method: 'GET', url: adminPaths.connection }, check('connection')),
  ping: () => ask({ method: 'GET', url: widgetPaths.ping() }, isObject),
});

/** Enough to tell the companion from a web server that answers every address with a page. */
const isObject = guard<object>({});
