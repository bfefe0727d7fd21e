import type { Blueprint } from '../../domain/blueprint.js';
import type { Logger } from '../../log.js';
import { createAccountMap } from './account-map.js';
import { accountSchema, leadSchema } from './api-schemas.js';
import { readAs } from './client.js';
import type { KommoClient } from './client.js';
import { findContact, listContacts } from './contacts.js';
import { createLeads } from './create-leads.js';
import { findCreated } from './find-created.js';
import { readHistory } from './history.js';
import type { ChangedLeadPage, Kommo } from './kommo.js';
import { readPage } from './pages.js';
import { isoOf, readLeads } from './read-leads.js';
import { writeLead } from './write-lead.js';

export interface KommoTools {
  readonly client: KommoClient;
  readonly blueprint: Blueprint;
  readonly log: Logger;
  readonly clock: () => Date;
}

/** Kommo in our words over one client; reads the account's ids once, and again where Kommo refuses one. */
export function createKommo({ client, blueprint, log, clock }: KommoTools): Kommo {
  const account = createAccountMap(client, blueprint);
  const tools = { client, blueprint, account, log, clock };
  return {
    createLeads: (leads) => createLeads(tools, leads),
    findCreated: (since, refs) => findCreated(client, since, refs),
    readLead: async (leadId) => (await readLeads(tools, [leadId]))[0] ?? null,
    readLeads: (leadIds) => readLeads(tools, leadIds),
    listLeadsChangedSince: (page, since) => listLeadsChangedSince(client, page, since),
    writeLead: (current, change) => writeLead(tools, current, change),
    addNote: async (leadId, text) => {
      const note = { note_type: 'common', params: { text } };
      await client.post(`/api/v4/leads/${leadId}/notes`, [note]);
    },
    findContact: (keys) => findContact(client, keys),
    listContacts: (page, updatedSince) => listContacts(client, page, updatedSince),
    readHistory: async (leadId) => readHistory(client, await account.read(), leadId),
    readAccount: async () => {
      const path = '/api/v4/account';
      return readAs(accountSchema, await client.get(path), path);
    },
  };
}

async function listLeadsChangedSince(
  client: KommoClient,
  page: number,
  since: Date,
): Promise<ChangedLeadPage> {
  const from = Math.floor(since.getTime() / 1000);
  const path = `/api/v4/leads?filter[updated_at][from]=${from}&order[updated_at]=asc`;
  const { items, hasNext } = await readPage(client, { path, key: 'leads', page }, leadSchema);
  return {
    leads: items.map(({ id, pipeline_id, status_id, updated_at }) => ({
      leadId: id,
      pipelineId: pipeline_id,
      statusId: status_id,
      updatedAt: isoOf(updated_at),
    })),
    next: hasNext && items.length > 0 ? page + 1 : null,
  };
}
