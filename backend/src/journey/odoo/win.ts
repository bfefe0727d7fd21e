import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';

/** A won lead asks for its hand-over, once: a second request while one runs, or after it is done, changes nothing (R5.5). */
export const win = oneByOne(
  'win',
  async ({ store, log }, { kommoLeadId, by, requestId, reason }) => {
    const requested = await store.handOvers.request(kommoLeadId, by, requestId, reason);
    const handOver = await store.handOvers.find(kommoLeadId);
    if (handOver?.state !== 'requested') return done();

    log.info({ kommoLeadId, by, requested }, 'asked for the hand-over');

    return done(next('send-to-odoo', { kommoLeadId, requestId: handOver.requestId }));
  },
);
