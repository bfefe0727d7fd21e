import { z } from 'zod';
import { companySchema, contactSchema, leadSchema } from '../http/api-schemas.js';
import type { FieldValue } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { readAll } from '../http/pages.js';
import { codes } from '../fields/field-codes.js';
import { readByIds } from '../leads/read-leads.js';
import type { Anonymised, KommoRecords } from './kommo-privacy.js';

type Entity = 'contacts' | 'leads' | 'companies';

/** What is no text of the person's, and what tells that the record is ours. */
const keptCodes: ReadonlySet<string> = new Set([
  ...[codes.score, codes.leadClass, codes.odooCustomerId, codes.odooUrl],
]);

/** Repeating it finds nothing left to empty and sends nothing. */
export async function anonymisePerson(
  client: KommoClient,
  records: KommoRecords,
  name: string,
): Promise<Anonymised> {
  const empty = async (entity: Entity, found: readonly Nameable[]): Promise<number> => {
    let emptied = 0;
    for (const one of found) {
      const body = emptiedBody(entity, one, name);
      if (body === null) continue;
      await client.patch(`/api/v4/${entity}/${one.id}`, body);
      emptied += 1;
    }
    return emptied;
  };
  const { contacts, leads, companies } = records;
  return {
    // What people wrote goes first: a restart finds the rest by the contact.
    notes: await emptyNotes(client, records, name),
    tasks: await emptyTasks(client, records, name),
    leads: await empty(
      'leads',
      await readByIds(client, { entity: 'leads', ids: leads }, leadSchema),
    ),
    companies: await empty(
      'companies',
      await readByIds(client, { entity: 'companies', ids: companies }, companySchema),
    ),
    contacts: await empty(
      'contacts',
      await readByIds(client, { entity: 'contacts', ids: contacts }, contactSchema),
    ),
  };
}

interface Nameable {
  readonly id: number;
  readonly name: string | null;
  readonly custom_fields_values: readonly FieldValue[];
}

function emptiedBody(
  entity: Entity,
  { name: before, custom_fields_values: values }: Nameable,
  name: string,
): object | null {
  const fields = values
    .filter((field) => entity !== 'leads' || isTyped(field))
    .map(({ field_id }) => ({ field_id, values: null }));
  if (fields.length === 0 && before === name) return null;
  const names = entity === 'contacts' ? { name, first_name: name, last_name: '' } : { name };
  return { ...names, ...(fields.length === 0 ? {} : { custom_fields_values: fields }) };
}

/** Options that were chosen are statistics once nobody is named; what was typed is not. */
const isTyped = ({ field_code, values }: FieldValue): boolean =>
  !keptCodes.has(field_code ?? '') &&
  values.some(({ enum_id, value }) => enum_id === null && typeof value !== 'number');

const noteSchema = z.object({
  id: z.int(),
  note_type: z.string(),
  params: z.object({ text: z.string().catch('') }).catch({ text: '' }),
});

/** Only what somebody typed can be changed; calls and messages stay for a person to delete. */
async function emptyNotes(
  client: KommoClient,
  records: KommoRecords,
  name: string,
): Promise<number> {
  let emptied = 0;
  for (const entity of ['leads', 'contacts'] as const) {
    for (const id of records[entity]) {
      const path = `/api/v4/${entity}/${id}/notes`;
      const notes = await readAll(client, { path, key: 'notes' }, noteSchema);
      const typed = notes.filter(
        ({ note_type, params }) => note_type === 'common' && params.text !== name,
      );
      for (const note of typed) {
        const body = { note_type: 'common', params: { text: name } };
        await client.patch(`${path}/${note.id}`, body);
        emptied += 1;
      }
    }
  }
  return emptied;
}

const taskSchema = z.object({ id: z.int(), text: z.string().catch('') });

async function emptyTasks(
  client: KommoClient,
  { leads }: KommoRecords,
  name: string,
): Promise<number> {
  let emptied = 0;
  for (const id of leads) {
    const path = `/api/v4/tasks?filter[entity_type]=leads&filter[entity_id][]=${id}`;
    const tasks = await readAll(client, { path, key: 'tasks' }, taskSchema);
    for (const task of tasks.filter(({ text }) => text !== name)) {
      await client.patch(`/api/v4/tasks/${task.id}`, { text: name });
      emptied += 1;
    }
  }
  return emptied;
}
