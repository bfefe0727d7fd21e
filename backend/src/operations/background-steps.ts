import type { BackgroundStep } from './background.js';
import { reconcile } from './reconciliation/reconcile.js';
import { repair } from './reconciliation/repair.js';
import { replay } from './failed-work/run-replay.js';
import { sendAlert } from './alerts/send-alert.js';

/** What the queue runs beside the journey. */
export const backgroundSteps: readonly BackgroundStep[] = [replay, reconcile, repair, sendAlert];
