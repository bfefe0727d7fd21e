import { z } from 'zod';
import { captureBackoff, done, oneByOne } from '../step.js';
import type { Step } from '../step.js';

const input = z.object({ kommoLeadId: z.int().positive(), requestId: z.string() });

/** Tag by which the firm sees and filters the leads that are being followed up. */
const followUpTag = 'Seguimiento';

/** "Iniciar seguimiento" (R9.3): an open lead is marked; a won or lost one needs none (R5.2). */
export const startFollowUp: Step<z.infer<typeof input>> = {
  name: 'start-follow-up',
  story: 'Somebody asked for it: an open lead is tagged "Seguimiento".',
  input,
  batch: 20,
  concurrency: 1,
  backoffSeconds: captureBackoff,
  run: oneByOne(async ({ kommo, log }, { kommoLeadId, requestId }) => {
    const [lead] = await kommo.readLeadFields([kommoLeadId]);
    if (lead?.outcome !== 'open') return done();

    await kommo.writeLead(lead, { addTags: [followUpTag] });

    log.info({ leadId: kommoLeadId, requestId }, 'started the follow-up');
    return done();
  }),
};
