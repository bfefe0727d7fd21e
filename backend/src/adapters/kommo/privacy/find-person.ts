import { z } from 'zod';
import { taxIdSpellings } from '../../../../../domain/person/tax-id.js';
import type { Traces } from '../../../../../domain/privacy/traces.js';
import { companySchema, contactSchema, leadSchema } from '../http/api-schemas.js';
import type { FieldValue } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { readPage } from '../http/pages.js';
import { keysOf } from '../people/contact-keys.js';
import { readByIds } from '../leads/read-leads.js';
import type { KommoRecords } from './kommo-privacy.js';

const linked = z.array(z.object({ id: z.int() })).catch([]);
const contactWithLeads = contactSchema.extend({
  _embedded: z.object({ companies: linked, leads: linked }).catch({ companies: [], leads: [] }),
});
const companyWithContacts = companySchema.extend({
  _embedded: z.object({ contacts: linked, leads: linked }).catch({ contacts: [], leads: [] }),
});

/** Kommo's search is over what was typed: what it brings is a candidate, and counts where the value is the very same. */
export async function findPerson(client: KommoClient, traces: Traces): Promise<KommoRecords> {
  const named = await readByIds(
    client,
    { entity: 'leads', ids: traces.kommoLeadIds, with: 'contacts' },
    leadSchema,
  );
  const byTaxId = await findByTaxId(client, traces.taxIds);
  const ids = [
    ...traces.contactIds,
    ...(await findByKeys(client, traces)),
    ...[...named, ...byTaxId.leads].flatMap(({ _embedded }) =>
      _embedded.contacts.map(({ id }) => id),
    ),
    ...byTaxId.contacts,
  ];
  const contacts = await readByIds(
    client,
    { entity: 'contacts', ids, with: 'leads' },
    contactWithLeads,
  );
  const contactIds = contacts.filter(({ is_deleted }) => !is_deleted).map(({ id }) => id);
  const leads = [
    ...named.map(({ id }) => id),
    ...byTaxId.leads.map(({ id }) => id),
    ...contacts.flatMap(({ _embedded }) => _embedded.leads.map(({ id }) => id)),
  ];
  const companyIds = [
    ...byTaxId.companies,
    ...contacts.flatMap(({ _embedded }) => _embedded.companies.map(({ id }) => id)),
  ];
  return {
    contacts: [...new Set(contactIds)],
    leads: [...new Set(leads)],
    companies: await ownCompanies(client, companyIds, new Set(contactIds)),
  };
}

async function findByKeys(
  client: KommoClient,
  { phones, emails }: Traces,
): Promise<readonly number[]> {
  const keys = [
    ...phones.map((phone) => [`phone:${phone}`, phone.replace(/\D/gu, '').slice(-10)] as const),
    ...emails.map((email) => [`email:${email}`, email] as const),
  ];
  const found: number[] = [];
  for (const [key, text] of keys) {
    const path = `/api/v4/contacts?query=${encodeURIComponent(text)}`;
    const { items } = await readPage(client, { path, key: 'contacts', page: 1 }, contactSchema);
    found.push(...items.filter((one) => keysOf(one).includes(key)).map(({ id }) => id));
  }
  return found;
}

async function findByTaxId(client: KommoClient, taxIds: readonly string[]) {
  const search = async <Item extends z.ZodType>(entity: string, text: string, item: Item) => {
    const path = `/api/v4/${entity}?query=${encodeURIComponent(text)}&with=contacts`;
    return (await readPage(client, { path, key: entity, page: 1 }, item)).items;
  };
  const leads: z.infer<typeof leadSchema>[] = [];
  const companies: z.infer<typeof companyWithContacts>[] = [];
  for (const digits of taxIds) {
    const has = (values: readonly FieldValue[]) => holdsTaxId(values, digits);
    for (const text of taxIdSpellings(digits)) {
      const [ofLeads, ofCompanies] = [
        await search('leads', text, leadSchema),
        await search('companies', text, companyWithContacts),
      ];
      leads.push(...ofLeads.filter((one) => has(one.custom_fields_values)));
      companies.push(...ofCompanies.filter((one) => has(one.custom_fields_values)));
    }
  }
  return {
    leads,
    companies: companies.map(({ id }) => id),
    contacts: companies.flatMap(({ _embedded }) => _embedded.contacts.map(({ id }) => id)),
  };
}

const holdsTaxId = (values: readonly FieldValue[], digits: string): boolean =>
  values.some(({ values: all }) =>
    all.some(({ value }) => typeof value === 'string' && value.replace(/\D/gu, '') === digits),
  );

/** A company that others belong to is not this person's. */
async function ownCompanies(
  client: KommoClient,
  ids: readonly number[],
  contacts: ReadonlySet<number>,
): Promise<readonly number[]> {
  const companies = await readByIds(
    client,
    { entity: 'companies', ids, with: 'contacts' },
    companyWithContacts,
  );
  return companies
    .filter(({ _embedded }) => _embedded.contacts.every(({ id }) => contacts.has(id)))
    .map(({ id }) => id);
}
