import { z } from 'zod';
import { captureBackoff, done, oneByOne } from '../step.js';
import type { Step } from '../step.js';

const input = z.object({ kommoLeadId: z.int().positive(), requestId: z.string() });

/** "Iniciar calificación" (R9.3): a new lead goes to "Calificando", where the conversation begins. */
export const startQualification: Step<z.infer<typeof input>> = {
  name: 'start-qualification',
  story: 'Somebody asked for it: a new lead is moved to "Calificando".',
  input,
  batch: 20,
  concurrency: 1,
  backoffSeconds: captureBackoff,
  run: oneByOne(async ({ kommo, log }, { kommoLeadId, requestId }) => {
    const [lead] = await kommo.readLeadFields([kommoLeadId]);
    // By the time the action arrives a person may have moved it on.
    if (lead?.stage !== 'new') return done();

    await kommo.writeLead(lead, { stage: 'qualifying' });

    log.info({ leadId: kommoLeadId, requestId }, 'started the qualification');
    return done();
  }),
};
