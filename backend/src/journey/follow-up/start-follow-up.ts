import { followUpTag } from '../../../../domain/blueprint/operating-rules.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';

/** "Iniciar seguimiento" (R9.3): an open lead is marked; a won or lost one needs none (R5.2). */
export const startFollowUp = oneByOne(
  'start-follow-up',
  async ({ kommo, log }, { kommoLeadId, requestId }) => {
    const [lead] = await kommo.readLeadFields([kommoLeadId]);
    if (lead?.outcome !== 'open') return done();

    await kommo.writeLead(lead, { addTags: [followUpTag] });

    log.info({ leadId: kommoLeadId, requestId }, 'started the follow-up');
    return done();
  },
);
