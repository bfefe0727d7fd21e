import { emailsIn } from '../../../../domain/person/emails-in.js';
import { bareTaxId } from '../../../../domain/person/tax-id.js';
import { joinTraces, noTraces } from '../../../../domain/privacy/traces.js';
import type { Traces } from '../../../../domain/privacy/traces.js';
import type { Services } from '../../services.js';
import type { TracedLead } from '../../storage/tables.js';

/** Everything a person is found by, and the leads that told it. */
export interface TracedPerson {
  readonly traces: Traces;
  readonly leads: readonly TracedLead[];
  /** Numbers and addresses that others have too: nothing is looked for by them. */
  readonly shared: readonly string[];
}

/**
 * From what was asked to every lead and contact that is certainly the same person: leads of the same contact of Kommo, and the numbers
 * and addresses that nobody else has. An accountant's mailbox stands for many clients, and leads to none of them.
 */
export async function tracePerson(services: Services, asked: Traces): Promise<TracedPerson> {
  const { store, kommo } = services;
  const first = withLeads(asked, await store.persons.leads(asked));
  const known = await kommo.privacy.findPerson(first);
  const inKommo = joinTraces(first, {
    ...noTraces,
    kommoLeadIds: known.leads,
    contactIds: known.contacts,
  });
  const leads = await store.persons.leads(inKommo);
  const traces = withLeads(inKommo, leads);

  const { own, shared } = await ownKeys(services, leads, traces);
  return { traces: joinTraces(traces, own), leads, shared };
}

const withLeads = (traces: Traces, leads: readonly TracedLead[]): Traces =>
  joinTraces(traces, {
    ...noTraces,
    leadIds: leads.map(({ id }) => id),
    kommoLeadIds: leads.flatMap(({ kommoLeadId }) => kommoLeadId ?? []),
    contactIds: leads.flatMap(({ contactId }) => contactId ?? []),
  });

type Keys = Pick<Traces, 'phones' | 'emails' | 'taxIds'>;

const keysOf = ({ profile: { person, taxId } }: TracedLead): readonly Keys[] => [
  ...[person.phone, person.landline].flatMap((phone) =>
    phone === null ? [] : [{ phones: [phone], emails: [], taxIds: [] }],
  ),
  ...emailsIn(person.email).map((email) => ({ phones: [], emails: [email], taxIds: [] })),
  ...(taxId === undefined ? [] : [{ phones: [], emails: [], taxIds: [bareTaxId(taxId)] }]),
];

/** Numbers, addresses and RNC of these leads that no other lead has, and those that others have too. */
export async function ownKeys(
  { store }: Services,
  leads: readonly TracedLead[],
  { leadIds, ...asked }: Traces,
): Promise<{ readonly own: Traces; readonly shared: readonly string[] }> {
  let own = noTraces;
  const shared = new Set<string>();
  for (const key of leads.flatMap(keysOf)) {
    const [value = ''] = [...key.phones, ...key.emails, ...key.taxIds];
    const known = [...asked.phones, ...asked.emails, ...asked.taxIds, ...own.phones, ...own.emails];
    if (known.includes(value) || shared.has(value)) continue;
    if (await store.persons.isShared(key, leadIds)) shared.add(value);
    else own = joinTraces(own, { ...noTraces, ...key });
  }
  return { own, shared: [...shared] };
}
