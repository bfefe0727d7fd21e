import type { Services } from '../services.js';

/** Contacts newer than this are trusted without asking Kommo again. */
const freshMs = 5_000;

/**
 * Brings the person index up to date with Kommo's contacts, page by page, one process at a time (decision 12). Cheap
 * when nothing changed: one call, at most every five seconds.
 */
export async function readContacts({ store, kommo, clock, log }: Services): Promise<void> {
  await store.shared.withLock('read-contacts', async () => {
    const startedAt = clock();
    const since = await store.people.knownUntil();
    if (since !== null && startedAt.getTime() - since.getTime() < freshMs) return;
    let contacts = 0;
    let page: number | null = 1;
    while (page !== null) {
      const read = await kommo.listContacts(page, since);
      await store.people.learn(read.contacts);
      contacts += read.contacts.length;
      page = read.next;
    }
    await store.people.setKnownUntil(startedAt);
    if (contacts > 0) log.info({ contacts }, 'read contacts into the person index');
  });
}
