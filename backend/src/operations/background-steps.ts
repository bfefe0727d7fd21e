import type { BackgroundStep } from './background.js';
import { reconcile } from './reconcile.js';
import { repair } from './repair.js';
import { replay } from './run-replay.js';
import { sendAlert } from './send-alert.js';

/** What the queue runs beside the journey. */
export const backgroundSteps: readonly BackgroundStep[] = [replay, reconcile, repair, sendAlert];
