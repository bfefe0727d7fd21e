import { next } from '../../work/request.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';

/** A Salesbot that asked waits until it is answered (R1.5): its next block reads `{{json.status}}`. */
export const answerBot = oneByOne(
  'answer-bot',
  async ({ kommo, log }, { kommoLeadId, returnPath, requestId }) => {
    const continued = await kommo.continueBot(returnPath, { status: 'success' });

    log.info({ leadId: kommoLeadId, continued }, 'answered a Salesbot');
    return done(next('qualify', { kommoLeadId, requestId }));
  },
);
