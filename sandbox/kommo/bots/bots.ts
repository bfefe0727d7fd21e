import type { Account } from '../account/account.js';
import type { Bot, Run } from '../account/bot-records.js';
import type { Deliveries } from '../hooks/hook-delivery.js';
import type { Continuation } from './continuation.js';
import { listenToAccount } from './follow-account.js';
import { createLibrary } from './library.js';
import type { Library } from './library.js';
import { createRequests } from './requests.js';
import type { Requests } from './requests.js';
import { createRuns } from './runs.js';
import type { Starting } from './runs.js';

export interface Bots {
  readonly library: Library;
  readonly requests: Requests;
  /** Where Kommo is reached, known once it listens: `return_url` names it. */
  servedAt(url: string): void;
  /** Queued: what becomes of it shows in the run alone. */
  start(bot: Bot, asked: Starting): void;
  stop(which: (run: Run) => boolean, reason: string): void;
  /** False where no bot waits there. */
  goOn(continueId: string, botId: number, answer: Continuation): boolean;
}

/** Salesbot: what people imported, every run of it, and the integrations that runs wait for. */
export function createBots(account: Account, deliveries: Deliveries): Bots {
  let base = 'http://localhost';
  const library = createLibrary(account);
  const requests = createRequests({ account, deliveries, base: () => base });
  const runs = createRuns({ account, library, requests });
  listenToAccount(account, runs);
  return {
    ...{ library, requests },
    servedAt: (url) => {
      base = url;
    },
    start: (bot, asked) => {
      runs.start(bot, asked);
    },
    stop: (which, reason) => {
      runs.stop(which, reason);
    },
    goOn(continueId, botId, answer) {
      const waiting = requests.waiting(continueId, botId);
      if (!waiting || (waiting.runId !== null && !runs.isParked(waiting.runId, continueId)))
        return false;
      requests.answered(continueId, answer);
      if (waiting.runId !== null) runs.goOn(waiting.runId, answer);
      return true;
    },
  };
}
