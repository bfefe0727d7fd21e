import { beforeBotMs } from '../../../../domain/blueprint/operating-rules.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import type { Services } from '../../services.js';
import type { LeadRow } from '../../storage/tables.js';
import { done, failed } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';
import { refreshLeads } from '../reading/refresh-leads.js';
import { noteEvidence } from '../reading/delivery-evidence.js';

/**
 * What WhatsApp itself said of a message or a number, where the firm's own app listens beside Kommo. A message that arrived, or
 * one of the lead's, verifies the number (R2.5); the welcome's arrival starts the two minutes before the bot (R5.1). They come in
 * any order: what was read was delivered, and a failure told late undoes neither.
 */
export const noteDelivery = oneByOne('note-delivery', async (services, input) => {
  const { store, clock } = services;
  const { kommoLeadId, requestId, what } = input;
  const row = await store.leads.findByKommoId(kommoLeadId);
  if (row === null) return done();
  const at = new Date(Math.min(Date.parse(input.at ?? '') || Infinity, clock().getTime()));

  switch (what) {
    case 'no_marketing':
      await endMarketing(services, row);
      return done();
    case 'undeliverable':
      return (await gaveUp(services, kommoLeadId))
        ? done(next('qualify', { kommoLeadId, requestId, ending: 'undelivered' }))
        : done();
    case 'delivered':
      await noteEvidence(services);
      await beginBotAfter(services, kommoLeadId, at);
      return verify(services, row);
    case 'wrote':
      return verify(services, row);
  }
});

/** Scored again, here and in Kommo. */
async function verify(services: Services, { profile, kommoLeadId }: LeadRow) {
  if (profile.whatsappVerified || kommoLeadId === null) return done();
  const order = { cause: 'whatsapp_verified', peopleToo: new Set<number>() } as const;
  const reached = new Set([kommoLeadId]);
  const found = (await refreshLeads(services, [kommoLeadId], { ...order, reached })).get(
    kommoLeadId,
  );
  return found?.kind === 'failed' ? failed(found.error) : done();
}

async function beginBotAfter({ store }: Services, kommoLeadId: number, at: Date): Promise<void> {
  const facts = { deliveredAt: at.toISOString() };
  const due = { what: 'hand-to-bot', at: new Date(at.getTime() + beforeBotMs) } as const;
  const began = await store.conversations.change(kommoLeadId, ['welcoming', 'welcomed'], {
    ...{ state: 'waiting', due, facts },
  });
  if (!began) await store.conversations.change(kommoLeadId, ['waiting', 'running'], { facts });
}

/** A welcome to a number that is not on WhatsApp, unless something has arrived there before. */
async function gaveUp({ store }: Services, kommoLeadId: number): Promise<boolean> {
  const [conversation] = await store.conversations.find([kommoLeadId]);
  if (conversation === undefined) return false;
  const { state, facts } = conversation;
  const isOpen = state === 'welcoming' || state === 'welcomed' || state === 'waiting';
  return isOpen && facts.deliveredAt === undefined && facts.firstReplyAt === undefined;
}

/** The person wants no advertising on WhatsApp; answers to its own request may still come. */
async function endMarketing({ store, log }: Services, row: LeadRow): Promise<void> {
  const { marketingConsent, ...profile }: LeadProfile = row.profile;
  if (marketingConsent === undefined) return;
  await store.leads.saveProfile(row.id, profile);
  log.info({ leadId: row.kommoLeadId }, 'a lead wants no advertising any more');
}
