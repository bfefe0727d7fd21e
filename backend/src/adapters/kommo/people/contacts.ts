import { contactSchema } from '../http/api-schemas.js';
import type { ApiContact } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { keysOf } from './contact-keys.js';
import type { ContactKeys, ContactPage } from '../kommo.js';
import { readPage } from '../http/pages.js';

const contactsPath = '/api/v4/contacts';

/**
 * Kommo has no filter by phone, only a full-text search over what was typed: candidates come from the last ten digits
 * (country codes are written in many ways) or the e-mail, and only an exact key counts. The oldest one wins.
 */
export async function findContact(
  client: KommoClient,
  keys: readonly string[],
): Promise<number | null> {
  for (const key of keys) {
    const query = encodeURIComponent(searchText(key));
    const page = await readPage(
      client,
      { path: `${contactsPath}?query=${query}`, key: 'contacts', page: 1, limit: 50 },
      contactSchema,
    );
    const matching = page.items.filter(
      (contact) => !contact.is_deleted && keysOf(contact).includes(key),
    );
    if (matching.length > 0) return Math.min(...matching.map(({ id }) => id));
  }
  return null;
}

function searchText(key: string): string {
  const value = key.slice(key.indexOf(':') + 1);
  return key.startsWith('phone:') ? value.replace(/\D/gu, '').slice(-10) : value;
}

export async function listContacts(
  client: KommoClient,
  page: number,
  updatedSince: Date | null,
): Promise<ContactPage> {
  const since =
    updatedSince === null
      ? ''
      : `&filter[updated_at][from]=${Math.floor(updatedSince.getTime() / 1000)}`;
  const path = `${contactsPath}?order[updated_at]=asc${since}`;
  const { items, hasNext } = await readPage(client, { path, key: 'contacts', page }, contactSchema);
  return {
    contacts: items.map(toContactKeys),
    next: hasNext && items.length > 0 ? page + 1 : null,
  };
}

export const toContactKeys = (contact: ApiContact): ContactKeys => ({
  contactId: contact.id,
  keys: contact.is_deleted ? [] : keysOf(contact),
  updatedAt: new Date(contact.updated_at * 1000).toISOString(),
});
