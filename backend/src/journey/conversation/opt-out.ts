import { optOutBotName } from '../../../../domain/conversation/compile/compile-opt-out-bot.js';
import { consentNames } from '../../../../domain/consent/consent-names.js';
import { profileFromKommo } from '../../../../domain/lead/merge-profile.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { LeadRow } from '../../storage/tables.js';
import { done } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';
import { readProvenance } from '../reading/read-provenance.js';
import { findBot } from '../sending/find-bot.js';
import { optOutName } from '../sending/why-not.js';

/** WhatsApp's window, less what the confirmation may take. */
const windowMs = 23.5 * 60 * 60_000;

const everyState = [
  'none',
  'welcoming',
  'welcomed',
  'waiting',
  'running',
  'taken',
  'ended',
] as const;

/** R8.1. Kept first: whatever fails after it, nothing is sent any more. */
export const optOut = oneByOne('opt-out', async (services, { kommoLeadId, by }) => {
  const { store, kommo, clock, blueprint, log } = services;
  const row = await store.leads.findByKommoId(kommoLeadId);
  const { name, names, profile } = await namesOf(services, row, kommoLeadId);
  await store.optOuts.add(name, clock());
  await store.consents.withdraw({ names, by, at: clock() });
  await endConversations(services, row, kommoLeadId);

  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  const end = blueprint.conversationRules.endings.find(({ key }) => key === 'opted_out');
  if (lead === undefined || end === undefined) return done();
  // The bot that read "BAJA" itself has confirmed it.
  const isConfirmed = lead.conversation.end === end.fieldOption;
  const { consent } = profile === null ? {} : await readProvenance(services, { id: null, profile });
  await kommo.writeLead(lead, {
    ...{ addTags: [end.tag], conversation: { end: end.fieldOption } },
    ...(consent === undefined ? {} : { provenance: { consent } }),
  });
  const isMine = await store.optOuts.claimConfirmation(name, clock());
  if (isMine && !isConfirmed) await confirm(services, lead, name);

  log.info({ leadId: kommoLeadId }, 'a lead opted out');
  return done();
});

/** A lead that the companion has never seen is read with its people. */
async function namesOf({ kommo }: Services, row: LeadRow | null, kommoLeadId: number) {
  const lead = row === null ? await kommo.readLead(kommoLeadId) : null;
  const profile = row?.profile ?? (lead === null ? null : profileFromKommo(lead));
  const name = profile === null ? `lead:${kommoLeadId}` : optOutName(profile, kommoLeadId);
  return {
    name,
    profile,
    names: [name, ...(profile === null ? [] : consentNames(profile.person))],
  };
}

/** Of all the person's leads. The bots are stopped after the states say so: nobody starts one in between. */
async function endConversations(
  { store, kommo, clock }: Services,
  row: LeadRow | null,
  kommoLeadId: number,
): Promise<void> {
  const contactId = row?.kommoContactId ?? null;
  const others = contactId === null ? [] : await store.leads.findByContactIds([contactId]);
  const ids = [...new Set([kommoLeadId, ...others.flatMap((one) => one.kommoLeadId ?? [])])];
  const ended = {
    ...({ state: 'ended', due: null } as const),
    facts: { reason: 'opted_out', ending: 'opted_out', endedAt: clock().toISOString() },
  } as const;
  for (const id of ids) {
    if (!(await store.conversations.open(id, ended))) {
      await store.conversations.change(id, everyState, ended);
    }
  }
  for (const { kommoLeadId: id, facts } of await store.conversations.find(ids)) {
    if (facts.botId !== undefined) await kommo.stopBot(facts.botId, id);
  }
}

/** As free text, so only while its window is open: read days later, it is kept without a word. Once, whatever fails. */
async function confirm(services: Services, { id }: KommoLead, name: string): Promise<void> {
  const { lastIncomingAt } = await services.kommo.readTrail(id);
  const writtenAt = Date.parse(lastIncomingAt ?? '');
  if (services.clock().getTime() - writtenAt >= windowMs) return;
  const botId = await findBot(services, optOutBotName);
  if (botId === null) return;
  try {
    await services.kommo.runBot(botId, id);
  } catch (error) {
    await services.store.optOuts.giveConfirmationBack(name);
    throw error;
  }
}
