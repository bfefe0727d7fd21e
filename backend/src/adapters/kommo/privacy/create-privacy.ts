import { z } from 'zod';
import { contactSchema } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { correctLead } from '../leads/correct-lead.js';
import { readByIds } from '../leads/read-leads.js';
import type { KommoLead } from '../kommo.js';
import { anonymisePerson } from './anonymise-person.js';
import { findPerson } from './find-person.js';
import type { KommoPrivacy, KommoRecord, KommoRecords } from './kommo-privacy.js';

interface Tools {
  readonly client: KommoClient;
  /** "https://account.kommo.com" */
  readonly origin: string;
  readonly readLeads: (ids: readonly number[]) => Promise<readonly KommoLead[]>;
}

export function createPrivacy({ client, origin, readLeads }: Tools): KommoPrivacy {
  return {
    findPerson: (traces) => findPerson(client, traces),
    readPerson: (records) => readPerson(client, records),
    correctPerson: async ({ leads }, correction, before) => {
      for (const lead of await readLeads(leads)) {
        const { phone, email } = lead.person;
        const person = {
          ...lead.person,
          phone: before.phone ?? phone,
          email: before.email ?? email,
        };
        await correctLead(client, { ...lead, person }, correction);
      }
    },
    anonymisePerson: (records, name) => anonymisePerson(client, records, name),
    findPresent: (records) => findPresent(client, records),
    recordUrl: (what, id) => `${origin}/${folders[what]}/detail/${id}`,
  };
}

const folders = { lead: 'leads', contact: 'contacts', company: 'companies' } as const;

const raw = z.looseObject({ id: z.int(), is_deleted: z.boolean().catch(false) });

async function readPerson(
  client: KommoClient,
  { contacts, leads, companies }: KommoRecords,
): Promise<readonly KommoRecord[]> {
  const read = async (what: 'contact' | 'lead' | 'company', ids: readonly number[]) => {
    const found = await readByIds(client, { entity: folders[what], ids }, raw);
    return found.map((record): KommoRecord => ({ what, id: record.id, record }));
  };
  const notes = await Promise.all(
    leads.map(async (id): Promise<KommoRecord> => ({
      ...{ what: 'notes', id },
      record: await client.get(`/api/v4/leads/${id}/notes?limit=250`),
    })),
  );
  return [
    ...(await read('contact', contacts)),
    ...(await read('lead', leads)),
    ...(await read('company', companies)),
    ...notes.filter(({ record }) => record !== null),
  ];
}

async function findPresent(client: KommoClient, records: KommoRecords): Promise<KommoRecords> {
  const present = async (entity: keyof KommoRecords) => {
    const schema = entity === 'contacts' ? contactSchema : raw;
    const found = await readByIds(client, { entity, ids: records[entity] }, schema);
    return found.filter(({ is_deleted }) => !is_deleted).map(({ id }) => id);
  };
  return {
    contacts: await present('contacts'),
    leads: await present('leads'),
    companies: await present('companies'),
  };
}
