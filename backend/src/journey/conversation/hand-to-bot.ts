import { conversationTexts } from '../../../../domain/conversation/conversation-texts.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { ConversationRow, LeadRow } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';

/** WhatsApp's window, less the time that a conversation may need of it. */
const windowMs = 23 * 60 * 60_000;
/** A little more than the bot's own half hour, so that it is the first to say so. */
const silenceMs = 31 * 60_000;

/** R4.1. The bot runs in Kommo and needs nothing of us any more until it ends. */
export const handToBot = oneByOne('hand-to-bot', async (services, { kommoLeadId }) => {
  const { store, kommo, log } = services;
  const [conversation] = await store.conversations.find([kommoLeadId]);
  const row = await store.leads.findByKommoId(kommoLeadId);
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  const botId = row === null ? null : await findBot(services, row);

  if (conversation === undefined || row === null || !mayBegin(lead) || botId === null) {
    await leave(services, kommoLeadId, botId);
    return done();
  }
  if (!(await begin(services, conversation, botId))) return done();

  await kommo.writeLead(lead, {
    stage: 'qualifying',
    conversation: { ...textsOf(services, conversation, row), end: '', unread: '' },
  });
  await kommo.runBot(botId, kommoLeadId);

  log.info({ leadId: kommoLeadId, botId }, 'gave the conversation to its bot');
  return done();
});

/** By the time it is due a person may have moved the lead on. */
const mayBegin = (lead: KommoLead | undefined): lead is KommoLead =>
  lead?.stage === 'new' || lead?.stage === 'qualifying';

async function findBot(
  { kommo, blueprint }: Services,
  { profile }: LeadRow,
): Promise<number | null> {
  const [service] = profile.services;
  if (service === undefined) return null;
  const { name } = blueprint.conversations[service];
  const bots = await kommo.listBots();
  return bots.find((bot) => bot.isActive && bot.name === name)?.id ?? null;
}

/** The bot is started by whoever changes the state, and nobody else: twice would be every question twice. */
function begin(
  { store, clock }: Services,
  { kommoLeadId }: ConversationRow,
  botId: number,
): Promise<boolean> {
  const at = clock();
  return store.conversations.change(kommoLeadId, ['welcomed', 'waiting'], {
    state: 'running',
    due: { what: 'take-over', at: new Date(at.getTime() + silenceMs) },
    facts: { botId, startedAt: at.toISOString() },
  });
}

async function leave(
  { store }: Services,
  kommoLeadId: number,
  botId: number | null,
): Promise<void> {
  await store.conversations.change(kommoLeadId, ['welcomed', 'waiting'], {
    due: null,
    facts: botId === null ? { reason: 'no_bot' } : {},
  });
}

function textsOf(
  { blueprint, clock }: Services,
  { facts: { lastIncomingAt } }: ConversationRow,
  { profile }: LeadRow,
) {
  const isOpen =
    lastIncomingAt !== undefined && clock().getTime() - Date.parse(lastIncomingAt) < windowMs;
  return conversationTexts(profile, isOpen, blueprint);
}
