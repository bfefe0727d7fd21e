import { z } from 'zod';
import { done, oneByOne } from '../step.js';
import type { Step } from '../step.js';

const input = z.object({ kommoLeadId: z.int().positive(), returnPath: z.string() });

/** A Salesbot that asked is parked until it is answered (R1.5): its next block reads `{{json.status}}`. */
export const answerBot: Step<z.infer<typeof input>> = {
  name: 'answer-bot',
  story: 'A Salesbot that waits is let go on.',
  input,
  batch: 20,
  concurrency: 1,
  backoffSeconds: [1, 5, 30, 120, 600, 1_800],
  run: oneByOne(async ({ kommo, log }, { kommoLeadId, returnPath }) => {
    const continued = await kommo.continueBot(returnPath, { status: 'success' });

    log.info({ leadId: kommoLeadId, continued }, 'answered a Salesbot');
    return done();
  }),
};
