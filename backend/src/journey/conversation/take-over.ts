import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';

/** R4.1. The bot ends by itself after half an hour; one that hangs is ended here. */
export const takeOver = oneByOne('take-over', async (services, { kommoLeadId, requestId }) => {
  const { store, kommo, clock, log } = services;
  const [conversation] = await store.conversations.find([kommoLeadId]);
  const { dueAt = null, state, facts } = conversation ?? {};
  // A reply may have come since it was asked for.
  const isDue = dueAt !== null && Date.parse(dueAt) <= clock().getTime();
  if (state !== 'running' || !isDue) return done();

  if (facts?.botId !== undefined) await kommo.stopBot(facts.botId, kommoLeadId);

  log.info({ leadId: kommoLeadId }, 'took over from a bot that had fallen silent');
  return done(next('qualify', { kommoLeadId, requestId, ending: 'timed_out' }));
});
