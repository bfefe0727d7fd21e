import { alertTask } from './alerts/alert-task.js';
import { sendAlert } from './alerts/send-alert.js';
import { makeExport } from './exports/make-export.js';
import { privacyRequest } from './privacy/privacy-request.js';
import { replay } from './failed-work/run-replay.js';
import { reconcile } from './reconciliation/reconcile.js';
import { repair } from './reconciliation/repair.js';

/** What is done for the rows of the table that stand beside the journey (`work/operations-rows.ts`). */
export const operations = {
  replay,
  reconcile,
  repair,
  'send-alert': sendAlert,
  'alert-task': alertTask,
  'privacy-request': privacyRequest,
  'make-export': makeExport,
};
