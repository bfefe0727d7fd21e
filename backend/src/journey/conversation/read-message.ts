import { beforeBotMs, silenceMs } from '../../../../domain/blueprint/operating-rules.js';
import { takeUpMs } from '../../../../domain/conversation/run/decide-outcome.js';
import type { Services } from '../../services.js';
import type { ConversationRow, LeadRow } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import type { NextOf } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';
import type { Input } from '../../work/table.js';
import { tellsDeliveries } from '../reading/delivery-evidence.js';

type Message = Input['read-message'];
type Next = NextOf<'read-message'>;

export const readMessage = oneByOne('read-message', async (services, message) => {
  const leads = await findLeads(services, message);
  const ids = leads.flatMap(({ kommoLeadId }) => kommoLeadId ?? []);
  const conversations = await services.store.conversations.find(ids);

  // Kept also of a lead that nobody has captured.
  if (message.wish === 'opt_out' && message.kommoLeadId !== null) {
    const { kommoLeadId, requestId } = message;
    return done(next('opt-out', { kommoLeadId, requestId }));
  }
  const follows: Next[] = [];
  for (const lead of leads) {
    const conversation = conversations.find((one) => one.kommoLeadId === lead.kommoLeadId);
    follows.push(...(await take(services, { message, lead, conversation })));
  }
  return done(...follows);
});

/** An outgoing message names its contact, or only its talk; the talk says of which of the contact's leads it is. */
async function findLeads(
  { store, kommo }: Services,
  { kommoLeadId, contactId, talkId }: Message,
): Promise<readonly LeadRow[]> {
  if (kommoLeadId !== null) return store.leads.findByKommoIds([kommoLeadId]);
  const leads = contactId === null ? [] : await store.leads.findByContactIds([contactId]);
  if (leads.length === 1 || talkId === null) return leads;
  const ofTalk = await kommo.readTalkLead(talkId);
  return ofTalk === null ? leads : store.leads.findByKommoIds([ofTalk]);
}

interface Taken {
  readonly message: Message;
  readonly lead: LeadRow;
  readonly conversation: ConversationRow | undefined;
}

async function take(services: Services, taken: Taken): Promise<readonly Next[]> {
  const { message, lead, conversation } = taken;
  const { kommoLeadId } = lead;
  if (kommoLeadId === null) return [];
  const at = timeOf(services, message);
  if (message.direction === 'out') {
    if (conversation !== undefined) await beginBotAfter(services, conversation, at);
    return [];
  }
  const asked = { kommoLeadId, requestId: message.requestId };
  const isAnswer = await endFollowUp(services, { kommoLeadId, wish: message.wish, at });
  if (message.wish === 'opt_out') return [next('opt-out', asked)];
  const executive = isAnswer ? await askForExecutive(services, asked) : [];
  if (conversation === undefined) return executive;
  await keepReply(services, conversation, at);
  return [...executive, ...endBy(message.wish, conversation, asked)];
}

interface Written {
  readonly kommoLeadId: number;
  readonly wish: Message['wish'];
  readonly at: Date;
}

/**
 * The hook of an older message may come late or twice, and is no sign of life. A new customer's welcome ends only with an
 * opt-out: it answers nobody's silence. True where a lead in "Calificando" has answered, also where a crash came in between.
 */
async function endFollowUp(
  { store }: Services,
  { kommoLeadId, wish, at }: Written,
): Promise<boolean> {
  const followUp = await store.followUps.find(kommoLeadId);
  if (followUp === null) return false;
  const isOld = at.getTime() <= Date.parse(followUp.silentSince);
  if (wish !== 'opt_out' && (isOld || followUp.stage === 'won')) return false;
  const endedWhy = wish === 'opt_out' ? 'opted_out' : 'answered';
  const isEnded = await store.followUps.change(kommoLeadId, ['active', 'paused'], {
    ...{ state: 'ended', endedWhy },
  });
  return followUp.stage === 'qualifying' && (isEnded || followUp.endedWhy === 'answered');
}

/** Whom its score left to the follow-up has had no executive: what answers it moves the lead on to one (the stage table). */
async function askForExecutive({ store }: Services, asked: Asked): Promise<readonly Next[]> {
  const [assignment] = await store.assignments.find([asked.kommoLeadId]);
  return assignment === undefined ? [next('assign', { ...asked, withinMs: takeUpMs })] : [];
}

const timeOf = ({ clock }: Services, { at }: Message): Date => {
  const told = at === null ? NaN : Date.parse(at);
  return Number.isNaN(told) ? clock() : new Date(Math.min(told, clock().getTime()));
};

type Asked = { readonly kommoLeadId: number; readonly requestId: string };

/**
 * Before the bot has begun nobody else answers "más tarde" or "quiero hablar con una persona"; the bot itself knows few ways to
 * ask for a person.
 */
function endBy(wish: Message['wish'], { state }: ConversationRow, asked: Asked): readonly Next[] {
  if (state === 'running') {
    return wish === 'person' ? [next('take-over', { ...asked, ending: 'person' })] : [];
  }
  if (state !== 'welcomed' && state !== 'waiting') return [];
  if (wish === 'person') return [next('qualify', { ...asked, ending: 'person' })];
  return wish === 'later' ? [next('qualify', { ...asked, ending: 'postponed' })] : [];
}

/** What the welcome was waiting for: it left. Where somebody tells that it arrived, that is waited for instead (R5.1). */
async function beginBotAfter(
  services: Services,
  { kommoLeadId }: ConversationRow,
  at: Date,
): Promise<void> {
  const { store } = services;
  if (await tellsDeliveries(services)) return;
  const due = { what: 'hand-to-bot', at: new Date(at.getTime() + beforeBotMs) } as const;
  await store.conversations.change(kommoLeadId, beforeBot, { state: 'waiting', due });
}

const beforeBot = ['welcoming', 'welcomed'] as const;

async function keepReply(
  { store }: Services,
  conversation: ConversationRow,
  at: Date,
): Promise<void> {
  const { kommoLeadId, facts } = conversation;
  // Told late or once more: a later one has been read.
  if (Date.parse(facts.lastIncomingAt ?? '') >= at.getTime()) return;
  const reply = {
    lastIncomingAt: at.toISOString(),
    ...(facts.firstReplyAt === undefined ? { firstReplyAt: at.toISOString() } : {}),
  };
  const soon = { what: 'hand-to-bot', at: new Date(at.getTime() + beforeBotMs) } as const;
  // Who waited for the daily limit has opened the window.
  const waited = facts.reason === 'over_limit' ? (['none', 'waiting'] as const) : [];
  const began = await store.conversations.change(kommoLeadId, [...beforeBot, ...waited], {
    ...{ state: 'waiting', due: soon },
    facts: reply,
  });
  if (began) return;
  const silent = { what: 'take-over', at: new Date(at.getTime() + silenceMs) } as const;
  const goesOn = await store.conversations.change(kommoLeadId, ['running'], {
    due: silent,
    facts: reply,
  });
  if (!goesOn) {
    await store.conversations.change(kommoLeadId, ['none', 'waiting', 'taken', 'ended'], {
      facts: reply,
    });
  }
}
