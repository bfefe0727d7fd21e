import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';

/**
 * We ended between the run of the welcome's bot and its record, and no hook has told of the message since. It is never sent
 * again: Kommo's own trail says whether it left, and where that is silent too, a person takes over.
 */
export const findWelcome = oneByOne(
  'find-welcome',
  async (services, { kommoLeadId, requestId }) => {
    const { store, kommo, clock, log } = services;
    const [conversation] = await store.conversations.find([kommoLeadId]);
    if (conversation?.state !== 'welcoming') return done();
    const { newestMessage } = await kommo.readTrail(kommoLeadId);

    if (newestMessage !== null) {
      await store.conversations.change(kommoLeadId, ['welcoming'], {
        state: 'waiting',
        due: { what: 'hand-to-bot', at: clock() },
      });
      return done();
    }

    await store.conversations.change(kommoLeadId, ['welcoming'], {
      facts: { reason: 'welcome_unsure' },
    });
    log.info({ leadId: kommoLeadId }, 'found no trace of a welcome');
    return done(next('qualify', { kommoLeadId, requestId, ending: 'undelivered' }));
  },
);
