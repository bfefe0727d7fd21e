import { isAtBot } from '../../../../domain/conversation/run/is-at-bot.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { ConversationRow } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';

/**
 * R4.1. The bot ends by itself after half an hour; one that hangs is ended here, and so is one that would go on asking a lead
 * which wants a person, or which a person has moved on, closed or deleted.
 */
export const takeOver = oneByOne('take-over', async (services, input) => {
  const { store, kommo, log } = services;
  const { kommoLeadId, requestId } = input;
  const [conversation] = await store.conversations.find([kommoLeadId]);
  if (conversation?.state !== 'running') return done();
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  const ending = whyEnds(services, conversation, lead) ?? input.ending;
  if (ending === null) return done();

  const { botId } = conversation.facts;
  if (botId !== undefined) await kommo.stopBot(botId, kommoLeadId);

  if (ending === 'gone') {
    await store.conversations.change(kommoLeadId, ['running'], { state: 'ended', due: null });
    return done();
  }
  log.info({ leadId: kommoLeadId, ending }, 'stopped a bot');
  return done(next('qualify', { kommoLeadId, requestId, ending }));
});

/** Null where it goes on: a reply may have come since it was asked for. */
function whyEnds(
  { clock }: Services,
  { dueAt }: ConversationRow,
  lead: KommoLead | undefined,
): 'gone' | 'moved_on' | 'timed_out' | null {
  if (lead === undefined) return 'gone';
  if (!isAtBot(lead)) return 'moved_on';
  return dueAt !== null && Date.parse(dueAt) <= clock().getTime() ? 'timed_out' : null;
}
