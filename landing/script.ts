import { sendStep } from './send-step.js';
import { watchFields } from './watch-fields.js';
import { countLeaving } from './count-leaving.js';
import { followSummary } from './follow-summary.js';
import { main } from './page.js';

/** The page works without this; with it, steps change without a reload and fields are checked as they are left. */
function start(): void {
  watchFields(main);
  sendStep(main);
  followSummary(main);
  countLeaving(main);
}

start();
