import { z } from 'zod';
import type { ChangedLead, ContactKeys, HookSubscription } from '../adapters/kommo/kommo.js';
import { personKeys } from '../../../domain/person/person-keys.js';
import type { Services } from '../services.js';
import type { Given, StepName } from '../work/table.js';
import type { LeadRow } from '../storage/tables.js';

/** Hooks are repeated for an hour and a half; what they have not told by then is found within this time. */
const everyMs = 60 * 60 * 1000;
/** Where the first one begins: Kommo's clock may be behind ours. */
const firstMarginMs = 10 * 60 * 1000;

const markKey = 'kommo.caught_up';
export const hookStateKey = 'kommo.hook_state';

/** Times of Kommo's clock, so that ours may differ from it; `ranAt` is ours. */
const markSchema = z.object({ leads: z.string(), contacts: z.string(), ranAt: z.string() });
type Mark = z.infer<typeof markSchema>;

export interface CatchUpOrder {
  readonly hook: HookSubscription;
  /** At the start of a process, whenever the last one was. */
  readonly atOnce: boolean;
}

export interface CaughtUp {
  readonly leads: number;
  readonly contacts: number;
}

/**
 * Finds what no hook told (decision 1): leads and contacts changed since the last time are looked at again, unless they
 * are as they were last seen, and a hook that Kommo has disabled is armed again. One process at a time; null when it is
 * not time yet. @throws AppError when Kommo cannot be read; the next one begins where this one began.
 */
export function catchUp(services: Services, order: CatchUpOrder): Promise<CaughtUp | null> {
  return services.store.shared.withLock('catch-up', async () => {
    const { store, clock, log } = services;
    const startedAt = clock();
    const mark = await readMark(services, startedAt);
    if (!order.atOnce && startedAt.getTime() - Date.parse(mark.ranAt) < everyMs) return null;
    await armHook(services, order.hook);
    const leads = await findLeads(services, mark, startedAt);
    const contacts = await findContacts(services, mark);

    await services.enqueue('look-again', ...leads.found);
    await services.enqueue('look-at-contact', ...contacts.found);
    await store.settings.set(markKey, {
      ...{ leads: leads.until, contacts: contacts.until, ranAt: startedAt.toISOString() },
    });
    const found = { leads: leads.found.length, contacts: contacts.found.length };
    if (found.leads + found.contacts > 0) log.info(found, 'caught up with what no hook told');
    return found;
  });
}

async function readMark({ store }: Services, now: Date): Promise<Mark> {
  const parsed = markSchema.safeParse(await store.settings.get(markKey));
  if (parsed.success) return parsed.data;
  const from = new Date(now.getTime() - firstMarginMs).toISOString();
  return { leads: from, contacts: from, ranAt: new Date(0).toISOString() };
}

/** What the admin page and the doctor read of the hook. */
async function armHook(
  { store, kommo, clock, log }: Services,
  hook: HookSubscription,
): Promise<void> {
  const state = await kommo.armHook(hook);
  await store.settings.set(hookStateKey, { state, at: clock().toISOString() });
  if (state === 'armed_again') log.warn({ state }, 'Kommo had disabled the hook: armed it again');
  if (state === 'missing') {
    log.warn({ state }, 'Kommo has no hook to this address: run npm run provision -- apply');
  }
}

interface Found<Name extends StepName> {
  readonly found: readonly Given[Name][];
  readonly until: string;
}

async function findLeads(
  { store, kommo }: Services,
  mark: Mark,
  startedAt: Date,
): Promise<Found<'look-again'>> {
  const { items, until } = await readChanged(mark.leads, async (page, since) => {
    const { leads, next } = await kommo.listLeadsChangedSince(page, since);
    return { items: leads, next };
  });
  const changed = new Map(items.map((lead: ChangedLead) => [lead.leadId, lead.fingerprint]));
  const seen = await store.seen.fingerprints([...changed.keys()]);
  const news = [...changed].filter(([id, fingerprint]) => seen.get(id) !== fingerprint);
  const feed = await kommo.readFeedSince(new Date(mark.leads));
  const deleted = await store.seen.present(feed.deletedOrRestored);

  const ids = [...new Set([...news.map(([id]) => id), ...deleted])];
  const writers = await unconfirmed(store, feed.wroteByWhatsApp);
  // Of this run: a change within the same second must not meet the finished job of the one before.
  const requestId = startedAt.toISOString();
  return {
    found: [
      ...ids.map((kommoLeadId) => ({ kommoLeadId, action: 'catch-up', requestId })),
      ...writers.map((kommoLeadId) => ({ kommoLeadId, action: 'message', requestId })),
    ],
    until,
  };
}

/** Those whose first message by WhatsApp would be news. */
async function unconfirmed(
  store: Services['store'],
  ids: readonly number[],
): Promise<readonly number[]> {
  const rows = await store.leads.findByKommoIds(ids);
  const confirmed = new Set(
    rows.filter(({ profile }) => profile.whatsappVerified).map(({ kommoLeadId }) => kommoLeadId),
  );
  return ids.filter((id) => !confirmed.has(id));
}

async function findContacts(
  { store, kommo }: Services,
  mark: Mark,
): Promise<Found<'look-at-contact'>> {
  const { items, until } = await readChanged(mark.contacts, async (page, since) => {
    const { contacts, next } = await kommo.listContacts(page, since);
    return { items: contacts, next };
  });
  const contactById = new Map(items.map((contact: ContactKeys) => [contact.contactId, contact]));
  const rows = await store.leads.findByContactIds([...contactById.keys()]);
  const changed = rows.flatMap((row) => {
    const contact = contactById.get(row.kommoContactId ?? 0);
    return contact === undefined || hasSameKeys(row, contact) ? [] : [contact.contactId];
  });
  return {
    found: [...new Set(changed)].map((contactId) => ({
      ...{ contactId, action: 'catch-up', requestId: until },
    })),
    until,
  };
}

function hasSameKeys({ profile: { person } }: LeadRow, { keys }: ContactKeys): boolean {
  const known = [...personKeys(person), ...personKeys({ phone: person.landline, email: null })];
  return known.length === keys.length && known.every((key) => keys.includes(key));
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: number | null;
}

/**
 * Everything changed since, oldest first. What changes meanwhile leaves its place for the end of the list, and all behind
 * it moves up: so no second page is asked for while the first one can begin later.
 */
async function readChanged<Item extends { readonly updatedAt: string }>(
  from: string,
  list: (page: number, since: Date) => Promise<Page<Item>>,
): Promise<{ readonly items: readonly Item[]; readonly until: string }> {
  const items: Item[] = [];
  let until = from;
  let page: number | null = 1;
  while (page !== null) {
    const read: Page<Item> = await list(page, new Date(until));
    items.push(...read.items);
    const last: string = read.items.at(-1)?.updatedAt ?? until;
    page = read.next === null ? null : last > until ? 1 : read.next;
    if (last > until) until = last;
  }
  return { items, until };
}
