import type { Services } from '../../services.js';
import type { ConversationRow, LeadRow } from '../../storage/tables.js';
import { optOutBotName } from '../../../../domain/conversation/compile/compile-opt-out-bot.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';

const everyState = ['none', 'welcoming', 'welcomed', 'waiting', 'running', 'ended'] as const;

/** R8.1. Kept first: whatever fails after it, nothing is sent any more. */
export const optOut = oneByOne('opt-out', async (services, { kommoLeadId }) => {
  const { store, kommo, clock, blueprint, log } = services;
  const row = await store.leads.findByKommoId(kommoLeadId);
  const [conversation] = await store.conversations.find([kommoLeadId]);
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  await keep(services, row, kommoLeadId);

  if (conversation?.state === 'running' && conversation.facts.botId !== undefined) {
    await kommo.stopBot(conversation.facts.botId, kommoLeadId);
  }
  const end = blueprint.conversationRules.endings.find(({ key }) => key === 'opted_out');
  if (lead === undefined || end === undefined) return done();
  // The bot that read "BAJA" itself has confirmed it.
  const isConfirmed = lead.conversation.end === end.fieldOption;
  await kommo.writeLead(lead, { addTags: [end.tag], conversation: { end: end.fieldOption } });
  if (!isConfirmed && !isTold(conversation)) await confirm(services, kommoLeadId);

  log.info({ leadId: kommoLeadId, at: clock().toISOString() }, 'a lead opted out');
  return done();
});

const isTold = (conversation: ConversationRow | undefined): boolean =>
  conversation?.facts.ending === 'opted_out';

async function keep(
  { store, clock }: Services,
  row: LeadRow | null,
  kommoLeadId: number,
): Promise<void> {
  const phone = row?.profile.person.phone ?? null;
  if (phone !== null) await store.optOuts.add(phone, clock());
  await store.conversations.open(kommoLeadId, 'none', { reason: 'opted_out' });
  await store.conversations.change(kommoLeadId, everyState, {
    ...{ state: 'ended', due: null },
    facts: { ending: 'opted_out', endedAt: clock().toISOString() },
  });
}

/** The lead has just written, so its window is open. */
async function confirm({ kommo }: Services, kommoLeadId: number): Promise<void> {
  const bots = await kommo.listBots();
  const bot = bots.find(({ name, isActive }) => isActive && name === optOutBotName);
  if (bot !== undefined) await kommo.runBot(bot.id, kommoLeadId);
}
