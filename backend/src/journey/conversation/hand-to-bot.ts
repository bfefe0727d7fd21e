import { silenceMs } from '../../../../domain/blueprint/operating-rules.js';
import { conversationTexts } from '../../../../domain/conversation/conversation-texts.js';
import { isAtBot } from '../../../../domain/conversation/run/is-at-bot.js';
import type { NoMessage } from '../../../../domain/conversation/run/why-no-message.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { ConversationRow, LeadRow } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';
import { refreshLeads } from '../reading/refresh-leads.js';
import { seeMove } from '../reading/see-stage.js';
import { askForTemplate } from '../sending/ask-for-template.js';
import { usual } from '../sending/choose-version.js';
import { findBot } from '../sending/find-bot.js';
import { findVersionBot } from '../sending/find-version-bot.js';
import type { VersionBot } from '../sending/find-version-bot.js';
import { optOutName, whyNot } from '../sending/why-not.js';

/** WhatsApp's window, less the time that a conversation may need of it. */
const windowMs = 23 * 60 * 60_000;

/** R4.1. The bot runs in Kommo and needs nothing of us any more until it ends. */
export const handToBot = oneByOne('hand-to-bot', async (services, { kommoLeadId, byPerson }) => {
  const { kommo, log } = services;
  const found = await load(services, kommoLeadId, byPerson);
  if (found === null) return done();
  const { conversation, row, lead, botId } = found;
  const { profile } = row;

  const hasBot = botId !== null;
  const reason = await whyNot(services, { profile, kommoLeadId, hasBot, byPerson });
  // By the time it is due a person may have moved the lead on.
  if (reason !== null || botId === null || !isAtBot(lead)) {
    await leave(services, found, reason);
    return done();
  }
  if (await isPutOff(services, conversation, row)) return done();
  // Before the bot, which reads them. Where the stage's own trigger starts the bot, the stage comes last.
  const texts = { ...textsOf(services, found), end: '', unread: '', unreadLast: '' };
  await kommo.writeLead(lead, { ...stageBefore(services), conversation: texts });
  if (!(await begin(services, kommoLeadId, botId))) return done();
  await found.keep();

  await start(services, botId, lead);
  await seeMove(services, lead, 'qualifying');

  await stopUnwanted(services, botId, kommoLeadId);
  log.info({ leadId: kommoLeadId, botId }, 'gave the conversation to its bot');
  return done();
});

const stageBefore = ({ config }: Services): { readonly stage?: 'qualifying' } =>
  config.messages.botStart === 'companion' ? { stage: 'qualifying' } : {};

interface Found extends VersionBot {
  readonly conversation: ConversationRow;
  readonly row: LeadRow;
  readonly lead: KommoLead;
}

/** Null where no conversation is to begin. */
async function load(
  services: Services,
  kommoLeadId: number,
  byPerson: boolean,
): Promise<Found | null> {
  const { store, kommo } = services;
  if (byPerson && !(await takeUp(services, kommoLeadId))) return null;
  const [conversation] = await store.conversations.find([kommoLeadId]);
  const row = await store.leads.findByKommoId(kommoLeadId);
  if (row === null || !before.some((state) => state === conversation?.state)) return null;
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  // Deleted in Kommo.
  if (lead === undefined) {
    await store.conversations.change(kommoLeadId, before, { state: 'ended', due: null });
  }
  if (conversation === undefined || lead === undefined) return null;
  return { conversation, row, lead, ...(await findServiceBot(services, row, kommoLeadId)) };
}

const before = ['welcomed', 'waiting'] as const;

/** A person starts what has not begun, whatever kept us from it; what has ended, or a person has, stays so. False for a lead that is not ours. */
async function takeUp(services: Services, kommoLeadId: number): Promise<boolean> {
  const { store } = services;
  if ((await store.leads.findByKommoId(kommoLeadId)) === null) {
    const order = { cause: 'edited', peopleToo: new Set<number>() } as const;
    const seen = (await refreshLeads(services, [kommoLeadId], order)).get(kommoLeadId);
    if (seen?.kind === 'failed') throw seen.error;
    if (seen?.kind !== 'seen' || !seen.ours) return false;
  }
  const change = { state: 'waiting', due: null } as const;
  if (!(await store.conversations.open(kommoLeadId, change))) {
    await store.conversations.change(kommoLeadId, ['none', 'welcomed'], change);
  }
  return true;
}

/** Where the stage's own trigger starts the bot, it starts the same for all. */
async function findServiceBot(
  services: Services,
  { profile }: LeadRow,
  kommoLeadId: number,
): Promise<VersionBot> {
  const [target] = profile.services;
  if (target === undefined) return { botId: null, keep: usual.keep };
  const { name } = services.blueprint.conversations[target];
  return services.config.messages.botStart === 'companion'
    ? findVersionBot(services, { subject: 'conversation', target, kommoLeadId, name })
    : { botId: await findBot(services, name), keep: usual.keep };
}

/** In an open window nobody asks the limit: the conversation begins as free text. */
async function isPutOff(
  services: Services,
  conversation: ConversationRow,
  { profile }: LeadRow,
): Promise<boolean> {
  if (isOpen(services, conversation)) return false;
  const { kommoLeadId } = conversation;
  const until = await askForTemplate(services, {
    ...{ key: `start:${kommoLeadId}`, kommoLeadId, purpose: 'new' },
    phone: optOutName(profile, kommoLeadId),
  });
  if (until === null) return false;
  await services.store.conversations.change(kommoLeadId, before, {
    ...{ state: 'waiting', due: { what: 'hand-to-bot', at: until } },
    facts: { reason: 'over_limit' },
  });
  return true;
}

/** The bot is started by whoever changes the state, and nobody else: twice would be every question twice. */
function begin({ store, clock }: Services, kommoLeadId: number, botId: number): Promise<boolean> {
  const at = clock();
  return store.conversations.change(kommoLeadId, before, {
    state: 'running',
    due: { what: 'take-over', at: new Date(at.getTime() + silenceMs) },
    facts: { botId, startedAt: at.toISOString(), reason: null },
  });
}

/** By us or by the stage's own trigger, never both. Refused for certain: it may be started again. */
async function start(services: Services, botId: number, lead: KommoLead): Promise<void> {
  const { kommo, store, clock, config } = services;
  try {
    if (config.messages.botStart === 'companion') await kommo.runBot(botId, lead.id);
    else await kommo.writeLead(lead, { stage: 'qualifying' });
  } catch (error) {
    await store.conversations.change(lead.id, ['running'], {
      state: 'waiting',
      due: { what: 'hand-to-bot', at: clock() },
    });
    throw error;
  }
}

/** The lead may have opted out since we looked, or a person taken it: whoever did found no bot to stop. */
async function stopUnwanted({ store, kommo }: Services, botId: number, leadId: number) {
  const [conversation] = await store.conversations.find([leadId]);
  if (conversation?.state !== 'running') await kommo.stopBot(botId, leadId);
}

/** A trigger of the stage asks nobody: the bot that it has started is stopped. */
async function leave(
  { store, kommo, config }: Services,
  { conversation: { kommoLeadId }, lead, botId }: Found,
  reason: NoMessage | null,
): Promise<void> {
  await store.conversations.change(kommoLeadId, before, {
    due: null,
    ...(reason === null ? {} : { state: 'none', facts: { reason } }),
  });
  const isStarted = config.messages.botStart === 'stage' && lead.stage === 'qualifying';
  if (reason !== null && botId !== null && isStarted) await kommo.stopBot(botId, kommoLeadId);
}

const isOpen = ({ clock }: Services, { facts: { lastIncomingAt } }: ConversationRow): boolean =>
  lastIncomingAt !== undefined && clock().getTime() - Date.parse(lastIncomingAt) < windowMs;

const textsOf = (services: Services, { conversation, row: { profile } }: Found) =>
  conversationTexts(profile, isOpen(services, conversation), services.blueprint);
