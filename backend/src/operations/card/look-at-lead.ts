import type { KommoLead, LeadTrail } from '../../adapters/kommo/kommo.js';
import { isSamePlace, shownOf } from '../../../../domain/lead/lead-shown.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import type { LeadRow, LeadSnapshot } from '../../storage/tables.js';

/** How long the card waits for Kommo before it answers with what the companion kept. */
const longestKommoMs = 2_500;
const mostMessages = 20;

/** What is known of a lead for its card; `lead` is null where Kommo could not be read in time. */
export interface Look {
  readonly lead: KommoLead | null;
  readonly snapshot: LeadSnapshot | null;
}

/**
 * Reads the lead and its newest events, two calls at once, and a third one only where somebody wrote since. A lead that
 * is not ours costs three for itself and its people.
 * @throws AppError `lead_not_found`, or why Kommo cannot be read where the companion keeps nothing of the lead.
 */
export async function lookAtLead(
  services: Services,
  kommoLeadId: number,
  row: LeadRow | null,
): Promise<Look> {
  const known = await services.store.snapshots.find(kommoLeadId);
  const looking = row === null ? lookAtStranger(services, kommoLeadId) : look(services, row, known);
  if (row === null && known === null) return looking;
  const kept: Look = { lead: null, snapshot: known };
  // A failure after the longest wait is nobody's business any more.
  looking.catch(() => undefined);
  return Promise.race([
    looking,
    new Promise<Look>((resolve) => setTimeout(resolve, longestKommoMs, kept).unref()),
  ]).catch((error: unknown) => {
    if (error instanceof AppError && error.code !== 'lead_not_found') return kept;
    throw error;
  });
}

async function lookAtStranger(services: Services, kommoLeadId: number): Promise<Look> {
  const lead = orNotFound(await services.kommo.readLead(kommoLeadId), kommoLeadId);
  return { lead, snapshot: await keep(services, lead, { known: null, trail: null }) };
}

async function look(
  services: Services,
  { kommoLeadId }: LeadRow,
  known: LeadSnapshot | null,
): Promise<Look> {
  const { kommo } = services;
  const id = kommoLeadId ?? 0;
  const [leads, trail] = await Promise.all([
    kommo.readLeadFields([id]),
    orNull(kommo.readTrail(id)),
  ]);
  const lead = orNotFound(leads[0] ?? null, id);
  return { lead, snapshot: await keep(services, lead, { known, trail }) };
}

interface Known {
  readonly known: LeadSnapshot | null;
  /** Null where Kommo did not show it: what is known stays. */
  readonly trail: LeadTrail | null;
}

/** What Kommo says now, kept for the time when it says nothing. */
export async function keep(
  { kommo, store, clock }: Services,
  lead: KommoLead,
  { known, trail }: Known,
): Promise<LeadSnapshot> {
  const snapshot: LeadSnapshot = {
    ...shownOf(lead, clock()),
    since: sinceOf(lead, { known, trail }),
    ...(await talkOf(kommo, { known, trail })),
  };
  await store.snapshots.save(snapshot);
  return snapshot;
}

type Talk = Pick<LeadSnapshot, 'lastIncomingAt' | 'newestMessageId' | 'messages'>;
const noTalk: Talk = { lastIncomingAt: null, newestMessageId: null, messages: [] };

/** Read again only where there is a message that was not there before. */
async function talkOf(kommo: Services['kommo'], { known, trail }: Known): Promise<Talk> {
  const { lastIncomingAt, newestMessageId, messages } = known ?? noTalk;
  const kept = {
    lastIncomingAt: trail?.lastIncomingAt ?? lastIncomingAt,
    newestMessageId,
    messages,
  };
  const newest = trail?.newestMessage ?? null;
  if (newest === null || newest.id === newestMessageId) return kept;
  const read = (await orNull(kommo.readTalk(newest.talkId))) ?? [];
  return { ...kept, newestMessageId: newest.id, messages: newestOf([...messages, ...read]) };
}

/** When it came to where it stands: by Kommo's events, else since it was made, if it never moved. */
function sinceOf(lead: KommoLead, { known, trail }: Known): string | null {
  const last = trail?.moves[0];
  if (last !== undefined && isSamePlace(last, lead)) return last.at;
  if (trail?.isComplete === true && trail.moves.length === 0) return lead.createdAt;
  return known !== null && isSamePlace(known.stage, lead) ? known.since : null;
}

function newestOf(messages: LeadSnapshot['messages']): LeadSnapshot['messages'] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  return [...byId.values()]
    .sort((one, other) => one.at.localeCompare(other.at))
    .slice(-mostMessages);
}

/** The card is worth showing without it. */
const orNull = <T>(reading: Promise<T>): Promise<T | null> =>
  reading.catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });

export function orNotFound(lead: KommoLead | null, kommoLeadId: number): KommoLead {
  if (lead !== null) return lead;
  throw new AppError('lead_not_found', `Kommo has no lead ${kommoLeadId}.`);
}
