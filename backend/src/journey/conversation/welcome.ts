import { unseenMs } from '../../../../domain/blueprint/operating-rules.js';
import { templateBotName } from '../../../../domain/conversation/compile/compile-template-bot.js';
import type { Services } from '../../services.js';
import type { ConversationChange, LeadRow } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';
import { askForTemplate } from '../sending/ask-for-template.js';
import { findVersionBot } from '../sending/find-version-bot.js';
import { optOutName, whyNot } from '../sending/why-not.js';

/** R5.1. A run of a bot cannot be repeated, so whoever opens the conversation sends the welcome, and nobody else. */
export const welcome = oneByOne('welcome', async (services, { leadId }) => {
  const { store, clock, log } = services;
  const [lead] = await store.leads.findByIds([leadId]);
  if (lead === undefined || lead.kommoLeadId === null) return done();
  const { kommoLeadId, profile } = lead;
  const { botId, keep } = await findVersionBot(services, {
    ...{ subject: 'template', target: 'welcome', kommoLeadId },
    name: templateBotName({ key: 'welcome' }),
  });
  await takeNewTick(services, lead);

  const reason = await whyNot(services, { profile, kommoLeadId, hasBot: botId !== null });
  if (reason !== null || botId === null) {
    await claim(services, kommoLeadId, { state: 'none', due: null, facts: { reason } });
    return done();
  }
  const until = await ask(services, lead, kommoLeadId);
  if (!(await claim(services, kommoLeadId, until === null ? leaving(clock()) : waiting(until)))) {
    return done();
  }
  if (until !== null) return done();

  await keep();
  await run(services, botId, kommoLeadId);

  const at = clock();
  await store.conversations.change(kommoLeadId, ['welcoming'], {
    state: 'welcomed',
    due: { what: 'hand-to-bot', at: new Date(at.getTime() + unseenMs) },
    facts: { welcomedAt: at.toISOString() },
  });
  log.info({ leadId: kommoLeadId }, 'sent the welcome');
  return done();
});

/** Who opted out and ticks a form later wants messages again; a form without a new tick undoes nothing (R8.1). */
async function takeNewTick({ store }: Services, { profile, capturedAt }: LeadRow): Promise<void> {
  const { phone } = profile.person;
  if (profile.consent === true && profile.source !== 'kommo' && phone !== null) {
    await store.optOuts.endBefore(phone, new Date(capturedAt));
  }
}

const keyOf = (kommoLeadId: number): string => `welcome:${kommoLeadId}`;

const ask = (services: Services, { profile }: LeadRow, kommoLeadId: number) =>
  askForTemplate(services, {
    ...{ key: keyOf(kommoLeadId), kommoLeadId, purpose: 'new' },
    phone: optOutName(profile, kommoLeadId),
  });

/** If we end before we know more, it is looked for what became of it. */
const leaving = (at: Date): ConversationChange => ({
  state: 'welcoming',
  due: { what: 'find-welcome', at: new Date(at.getTime() + unseenMs) },
  facts: { reason: null },
});

const waiting = (until: Date): ConversationChange => ({
  state: 'none',
  due: { what: 'welcome', at: until },
  facts: { reason: 'over_limit' },
});

/** True for whoever opens the conversation, or goes on with one that has waited for the limit. */
async function claim(
  { store }: Services,
  kommoLeadId: number,
  change: ConversationChange,
): Promise<boolean> {
  if (await store.conversations.open(kommoLeadId, change)) return true;
  const [conversation] = await store.conversations.find([kommoLeadId]);
  if (conversation?.state !== 'none' || conversation.facts.reason !== 'over_limit') return false;
  return store.conversations.change(kommoLeadId, ['none'], change);
}

/** Refused for certain: it may be sent again. */
async function run({ kommo, store }: Services, botId: number, leadId: number): Promise<void> {
  try {
    await kommo.runBot(botId, leadId);
  } catch (error) {
    await store.conversations.forget(leadId, 'welcoming');
    await store.templateSends.giveBack(keyOf(leadId));
    throw error;
  }
}
