import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';
import { seeMove } from '../reading/see-stage.js';

/** "Iniciar calificación" (R9.3): a new lead goes to "Calificando", where the conversation begins. */
export const startQualification = oneByOne(
  'start-qualification',
  async (services, { kommoLeadId, requestId }) => {
    const { kommo, config, log } = services;
    const [lead] = await kommo.readLeadFields([kommoLeadId]);
    // By the time the action arrives a person may have moved it on.
    if (lead?.stage !== 'new' && lead?.stage !== 'qualifying') return done();

    // Where the stage itself starts the bot, the lead enters it when a message may leave.
    if (config.messages.botStart === 'companion') {
      await kommo.writeLead(lead, { stage: 'qualifying' });
      await seeMove(services, lead, 'qualifying');
    }

    log.info({ leadId: kommoLeadId, requestId }, 'started the qualification');
    return done(next('hand-to-bot', { kommoLeadId, requestId, byPerson: true }));
  },
);
