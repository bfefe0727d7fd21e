import { z } from 'zod';
import { row } from './row.js';

/** What administrators ask for, and what the companion does beside the journey. */
export const operationsRows = {
  replay: row({
    story: 'An administrator put failed work back: it is corrected and queued again, one by one.',
    input: z.object({ replayId: z.string() }),
    key: ({ replayId }) => replayId,
    about: () => ({}),
    batch: 1,
    concurrency: 1,
    ladder: [5, 60, 300, 1_800],
    next: [],
  }),
  reconcile: row({
    story: 'Leads won in Kommo are compared with what Odoo has of them.',
    input: z.object({ reconciliationId: z.string() }),
    key: ({ reconciliationId }) => reconciliationId,
    about: () => ({}),
    batch: 1,
    concurrency: 1,
    ladder: [30, 300, 1_800],
    next: [],
  }),
  repair: row({
    story: 'A difference with Odoo is repaired by letting the hand-over run again.',
    input: z.object({ differenceId: z.string(), by: z.string(), requestId: z.string() }),
    key: ({ differenceId }) => differenceId,
    about: ({ requestId }) => ({ requestId }),
    batch: 10,
    concurrency: 1,
    ladder: [5, 60, 600, 3_600],
    next: ['send-to-odoo'],
  }),
  'send-alert': row({
    story: 'An alert is posted to ALERT_WEBHOOK_URL.',
    input: z.object({ alertId: z.string() }),
    key: ({ alertId }) => alertId,
    about: () => ({}),
    batch: 10,
    concurrency: 1,
    ladder: [5, 60, 600, 3_600],
    next: [],
  }),
  'apply-provision': row({
    story: 'The account is brought to the blueprint.',
    input: z.object({ runId: z.string() }),
    key: ({ runId }) => runId,
    about: () => ({}),
    batch: 1,
    concurrency: 1,
    ladder: [5, 15, 60],
    next: [],
  }),
};
