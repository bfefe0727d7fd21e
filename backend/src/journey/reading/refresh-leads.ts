import type { Score } from '../../../../contract/score.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import { adoptLead } from '../../../../domain/lead/adopt-lead.js';
import { isSamePlace, shownOf } from '../../../../domain/lead/lead-shown.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import { mergeProfile } from '../../../../domain/lead/merge-profile.js';
import { rescore } from '../../../../domain/score/rescore.js';
import { scoreInForce } from '../../../../domain/score/score-in-force.js';
import type { Services } from '../../services.js';
import { seeStage } from './see-stage.js';
import type { LeadRow } from '../../storage/tables.js';

/** Why the leads are looked at: what changed is scored again, or everything is. */
export type Cause = 'edited' | 'recalculated' | 'whatsapp_verified';

export interface RefreshOrder {
  readonly cause: Cause;
  /** Leads whose contact may have changed: a lead does not tell when it did. */
  readonly peopleToo: ReadonlySet<number>;
  /** Leads that are said to have written: whether by WhatsApp is read from Kommo. */
  readonly withMessages?: ReadonlySet<number>;
  /** Leads of which WhatsApp itself has said that the number is reached. */
  readonly reached?: ReadonlySet<number>;
}

export type Refreshed =
  /** `ours` is false for a lead of a pipeline that is none of the firm's sales. */
  | { readonly kind: 'seen'; readonly lead: KommoLead; readonly ours: boolean }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Held while what is known of leads is read and kept again. */
export const refreshLock = 'refresh-leads';

/**
 * Brings what the companion knows of leads up to date with Kommo, and Kommo's score with what is known. Kommo is read
 * once for all (at most 250), and written only where its score is another one. One batch at a time in all processes, so
 * that what was read later is also kept later.
 */
export function refreshLeads(
  services: Services,
  kommoLeadIds: readonly number[],
  order: RefreshOrder,
): Promise<ReadonlyMap<number, Refreshed>> {
  if (kommoLeadIds.length === 0) return Promise.resolve(new Map());
  return services.store.shared.withLock(refreshLock, () =>
    refreshAll(services, kommoLeadIds, order),
  );
}

async function refreshAll(
  services: Services,
  kommoLeadIds: readonly number[],
  order: RefreshOrder,
): Promise<ReadonlyMap<number, Refreshed>> {
  const { store, clock, log } = services;
  const rows = await store.leads.findByKommoIds(kommoLeadIds);
  const rowByKommoId = new Map(rows.map((row) => [row.kommoLeadId, row]));
  const leads = await readAll(services, kommoLeadIds, rowByKommoId, order.peopleToo);
  const leadById = new Map(leads.map((lead) => [lead.id, lead]));
  const withMessages = kommoLeadIds.filter(
    (id) => leadById.has(id) && order.withMessages?.has(id) === true,
  );
  const writers = await services.kommo.findWhatsAppWriters(withMessages);

  const refresh = async (id: number): Promise<readonly [number, Refreshed]> => {
    const lead = leadById.get(id);
    if (lead === undefined) return [id, { kind: 'gone' }];
    const why = { cause: order.cause, wrote: writers.has(id) || order.reached?.has(id) === true };
    return [id, await refreshOne(services, lead, rowByKommoId.get(id) ?? null, why)];
  };
  // At once, so that what is written of them goes to Kommo together; one that is taken up may claim another's row.
  const known = kommoLeadIds.filter((id) => rowByKommoId.has(id));
  const found = new Map(await Promise.all(known.map(refresh)));
  for (const id of kommoLeadIds) if (!rowByKommoId.has(id)) found.set(...(await refresh(id)));

  const gone = kommoLeadIds.filter((id) => found.get(id)?.kind === 'gone');
  const deleted = await store.seen.markDeleted(gone, clock());
  if (gone.length > 0) await store.leadStages.forget(gone);
  if (deleted.length > 0) log.info({ leadIds: deleted }, 'leads are no longer in Kommo');
  return found;
}

/** Only the leads, where their people are on record already: one call instead of three. */
async function readAll(
  { kommo }: Services,
  ids: readonly number[],
  rowByKommoId: ReadonlyMap<number | null, LeadRow>,
  peopleToo: ReadonlySet<number>,
): Promise<readonly KommoLead[]> {
  const light = ids.filter((id) => rowByKommoId.has(id) && !peopleToo.has(id));
  const fields = light.length === 0 ? [] : await kommo.readLeadFields(light);
  const sameContact = fields.filter((lead) => {
    const row = rowByKommoId.get(lead.id);
    return row !== undefined && hasSamePeople(row, lead);
  });
  const known = new Set(sameContact.map(({ id }) => id));
  const missing = new Set(light.filter((id) => !fields.some((lead) => lead.id === id)));
  const rest = ids.filter((id) => !known.has(id) && !missing.has(id));
  return [...sameContact, ...(rest.length === 0 ? [] : await kommo.readLeads(rest))];
}

interface Why {
  readonly cause: Cause;
  readonly wrote: boolean;
}

async function refreshOne(
  services: Services,
  lead: KommoLead,
  known: LeadRow | null,
  why: Why,
): Promise<Refreshed> {
  try {
    const row = known ?? (await findOrAdopt(services, lead));
    if (row === null) return { kind: 'seen', lead, ours: false };
    await bringUpToDate(services, lead, row, why);
    return { kind: 'seen', lead, ours: true };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** A lead that was typed into Kommo becomes one of ours; null for one of a pipeline that is not. */
async function findOrAdopt(services: Services, lead: KommoLead): Promise<LeadRow | null> {
  const { store, config, blueprint, scoreTables, log } = services;
  const captured = lead.ref === null ? undefined : (await store.leads.findByIds([lead.ref]))[0];
  if (captured !== undefined && captured.kommoLeadId === null) return captured;
  if (!lead.inOurPipelines) return null;

  const { accountId } = config.kommo;
  const adopted = adoptLead(lead, { accountId, scoreTables, blueprint });
  await store.leads.insertMany([{ ...adopted, cause: 'captured' }]);
  log.info(
    { leadId: lead.id, total: adopted.score.total },
    'took up a lead that was made in Kommo',
  );
  return (await store.leads.findByKommoId(lead.id)) ?? adopted.lead;
}

/**
 * The profile is saved after its score: a crash between them finds the same change again. Kommo is written last, when
 * what it said is on record, so that the echo of the write is known too.
 */
async function bringUpToDate(
  services: Services,
  lead: KommoLead,
  row: LeadRow,
  { cause: asked, wrote }: Why,
): Promise<void> {
  const { store, blueprint, kommo } = services;
  const merged = mergeProfile(row.profile, lead, blueprint);
  const isConfirmed = wrote && !merged.whatsappVerified;
  const profile = isConfirmed ? { ...merged, whatsappVerified: true } : merged;
  const cause = isConfirmed ? 'whatsapp_verified' : asked;
  const score = scoreInForce(await scoreAgain(services, row, profile, cause));
  if (profile !== row.profile) await store.leads.saveProfile(row.id, profile);
  const { id: kommoLeadId, contactId: kommoContactId, companyId: kommoCompanyId } = lead;
  if (row.kommoLeadId !== lead.id || !hasSamePeople(row, lead)) {
    await store.leads.recordKommoIds([{ id: row.id, kommoLeadId, kommoContactId, kommoCompanyId }]);
  }
  await store.seen.record([{ kommoLeadId, fingerprint: lead.fingerprint }]);
  await seeStage(services, lead);
  await keepForCard(services, lead);

  if (score !== null) await kommo.writeLead(lead, { score });
}

/**
 * So that a card which nobody has opened since says where the lead stands while Kommo is silent. Written only where that
 * changed: a card that is being read knows more of the conversation.
 */
async function keepForCard({ store, clock }: Services, lead: KommoLead): Promise<void> {
  const known = await store.snapshots.find(lead.id);
  const stays = known !== null && isSamePlace(known.stage, lead);
  if (stays && known.name === lead.name) return;
  await store.snapshots.save({
    ...(known ?? { lastIncomingAt: null, newestMessageId: null, messages: [] }),
    ...shownOf(lead, clock()),
    // Kommo's events say since when; they are read when the card is opened.
    since: stays ? known.since : null,
  });
}

/** The scores in their newest form; one is made anew where something changed or somebody asked for it. */
async function scoreAgain(
  { store, blueprint, scoreTables, clock }: Services,
  row: LeadRow,
  profile: LeadProfile,
  cause: Cause,
): Promise<readonly Score[]> {
  const [pre, inlead, lead] = await Promise.all(
    (['pre', 'inlead', 'lead'] as const).map(
      async (model) => (await store.scores.latest([row.id], model)).get(row.id)?.score ?? null,
    ),
  );
  const held = [pre, inlead, lead].flatMap((score) => score ?? []);
  if (profile === row.profile && cause !== 'recalculated' && held.length > 0) return held;
  const made = rescore(profile, lead ?? null, scoreTables, blueprint);
  await store.scores.append(row.id, made, cause, clock());
  return [made, ...held.filter(({ model }) => model !== made.model)];
}

/** A lead without people has lost them, which takes nothing from what is known. */
const hasSamePeople = (
  row: LeadRow,
  { contactId, companyId }: Pick<KommoLead, 'contactId' | 'companyId'>,
): boolean =>
  (contactId === null || contactId === row.kommoContactId) &&
  (companyId === null || companyId === row.kommoCompanyId);
