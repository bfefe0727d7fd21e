import { z } from 'zod';
import { done, oneByOne } from '../step.js';
import type { Step } from '../step.js';

const input = z.object({
  kommoLeadId: z.int().positive(),
  by: z.string(),
  requestId: z.string(),
  /** Why a lead that is not won is handed over. */
  reason: z.string().exactOptional(),
});

/** A won lead asks for its hand-over, once: a second request while one runs, or after it is done, changes nothing (R5.5). */
export const win: Step<z.infer<typeof input>> = {
  name: 'win',
  story: 'A won lead asks for its hand-over to Odoo.',
  input,
  batch: 20,
  concurrency: 1,
  backoffSeconds: [1, 5, 30, 120, 600],
  run: oneByOne(async ({ store, log }, { kommoLeadId, by, requestId, reason }) => {
    const requested = await store.transfers.request(kommoLeadId, by, requestId, reason);
    const transfer = await store.transfers.find(kommoLeadId);
    if (transfer?.state !== 'requested') return done();

    log.info({ kommoLeadId, by, requested }, 'asked for the hand-over');

    return done({
      step: 'send-to-odoo',
      key: `${kommoLeadId}:${transfer.requestId}`,
      data: { kommoLeadId },
    });
  }),
};
