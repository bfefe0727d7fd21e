import type { ContactKeys } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';

/** Contacts newer than this are trusted without asking Kommo again. */
const freshMs = 5_000;
/** Of the companion's clock: only says when Kommo was asked last, never from when it is asked. */
const askedAtKey = 'people.asked_at';
/** Where Kommo has no contact yet: no clock is so wrong. */
const widestMs = 24 * 60 * 60_000;

/**
 * Brings the person index up to date with Kommo's contacts, page by page, one process at a time (decision 12). Cheap
 * when nothing changed: one call, at most every five seconds. Goes on from the newest change that Kommo told, in Kommo's
 * own time: the two clocks may differ.
 */
export async function readContacts(services: Services): Promise<void> {
  const { store, clock, log } = services;
  await store.shared.withLock('read-contacts', async () => {
    const startedAt = clock();
    const since = await store.people.knownUntil();
    if (since !== null && isFresh(await store.settings.get(askedAtKey), startedAt)) return;
    const reached = await readSince(services, since);
    await store.people.setKnownUntil(reached ?? new Date(startedAt.getTime() - widestMs));
    await store.settings.set(askedAtKey, startedAt.toISOString());
    // The newest second is read again every time.
    if (!isSame(reached, since))
      log.info({ until: reached }, 'read contacts into the person index');
  });
}

/** Answers the newest change that Kommo told. */
async function readSince(
  { store, kommo }: Services,
  knownUntil: Date | null,
): Promise<Date | null> {
  let since = knownUntil;
  for (let page: number | null = 1; page !== null;) {
    const read = await kommo.listContacts(page, since);
    await store.people.learn(read.contacts);
    const reached = laterOf(since, newestOf(read.contacts));
    // A page is left at its newest change: what is edited meanwhile would shift the pages that follow by number.
    page = read.next === null || isSame(reached, since) ? read.next : 1;
    since = reached;
  }
  return since;
}

/** A mark from the future is of a clock that was set back. */
function isFresh(askedAt: unknown, now: Date): boolean {
  if (typeof askedAt !== 'string') return false;
  const ageMs = now.getTime() - Date.parse(askedAt);
  return ageMs >= 0 && ageMs < freshMs;
}

function newestOf(contacts: readonly ContactKeys[]): Date | null {
  const times = contacts.map(({ updatedAt }) => Date.parse(updatedAt));
  return times.length === 0 ? null : new Date(Math.max(...times));
}

const laterOf = (one: Date | null, other: Date | null): Date | null =>
  one === null || (other !== null && other > one) ? other : one;

const isSame = (one: Date | null, other: Date | null): boolean =>
  one?.getTime() === other?.getTime();
