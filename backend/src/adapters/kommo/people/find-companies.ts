import { companySchema, contactSchema } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import type { LeadToCreate } from '../kommo.js';
import { readByIds } from '../leads/read-leads.js';
import { sameText } from '../fields/same-text.js';

/**
 * Company id by our lead id, for leads of contacts that exist already: the contact's own company when it has the name
 * the lead gives. Nobody's company is made twice, and somebody with two firms keeps them apart.
 */
export async function findCompanies(
  client: KommoClient,
  leads: readonly LeadToCreate[],
): Promise<ReadonlyMap<string, number>> {
  const contactIds = leads.flatMap(({ contactId }) => contactId ?? []);
  const contacts = await readByIds(client, { entity: 'contacts', ids: contactIds }, contactSchema);
  const companyIdsByContact = new Map(
    contacts.map(({ id, _embedded }) => [id, _embedded.companies.map((company) => company.id)]),
  );
  const companyIds = [...companyIdsByContact.values()].flat();
  const companies = await readByIds(
    client,
    { entity: 'companies', ids: companyIds },
    companySchema,
  );
  const nameById = new Map(companies.map(({ id, name }) => [id, name ?? '']));

  const found = leads.flatMap(({ ref, contactId, profile }) => {
    const ids = companyIdsByContact.get(contactId ?? 0) ?? [];
    const id = ids.find((company) =>
      sameText(nameById.get(company) ?? '', profile.person.companyName),
    );
    return id === undefined ? [] : [[ref, id] as const];
  });
  return new Map(found);
}
