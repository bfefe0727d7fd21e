import type { Blueprint } from '../../../../domain/blueprint/shape.js';
import { AppError } from '../../errors.js';
import type { Logger } from '../../log.js';
import { createAccountMap } from './fields/account-map.js';
import { accountSchema, contactSchema, userSchema } from './http/api-schemas.js';
import { armHook } from './hooks/arm-hook.js';
import { readAs } from './http/client.js';
import type { KommoClient } from './http/client.js';
import { findContact, listContacts, toContactKeys } from './people/contacts.js';
import { createBots } from './bots/bots.js';
import { continueBot } from './bots/continue-bot.js';
import { addAccountTask, completeTasks } from './leads/account-tasks.js';
import { addTask } from './leads/add-task.js';
import { correctLead } from './leads/correct-lead.js';
import { createLeads } from './leads/create-leads.js';
import { fillFound } from './leads/fill-leads.js';
import { findCreated } from './leads/find-created.js';
import { readHistories } from './history/history.js';
import { findWhatsAppWriters } from './history/whatsapp-writers.js';
import type { KnownStages } from './fields/known-stages.js';
import type { Kommo } from './kommo.js';
import type { KommoUser } from './people/kommo-user.js';
import { onceADay } from './http/once-in.js';
import { readAll } from './http/pages.js';
import { createAddNote, createPatchLead } from './leads/patch-leads.js';
import { createReadLead, readByIds, readLeadFields, readLeads } from './leads/read-leads.js';
import { createReadTrail, readTalk } from './history/read-trail.js';
import { createPrivacy } from './privacy/create-privacy.js';
import { createRecentActs } from './history/recent-acts.js';
import { listLeadsChangedSince, readFeedSince } from './leads/changed-leads.js';
import { listWonLeads } from './leads/won-leads.js';
import { readTasks } from './leads/read-tasks.js';
import { writeLead } from './leads/write-lead.js';
import type { OnWritten } from './leads/write-lead.js';

export interface KommoTools {
  readonly client: KommoClient;
  readonly blueprint: Blueprint;
  readonly log: Logger;
  readonly clock: () => Date;
  /** Where people open the account; left out where nobody does. */
  readonly origin?: string;
  readonly onWritten?: OnWritten;
  /** Where it is left out, stages are found by their names only. */
  readonly readKnownStages?: () => Promise<KnownStages>;
}

/** Kommo in our words over one client; reads the account's ids once, and again where Kommo refuses one. */
export function createKommo(given: KommoTools): Kommo {
  const { client, blueprint, log, clock, onWritten, readKnownStages, origin = '' } = given;
  const account = createAccountMap(client, blueprint, readKnownStages);
  const patchLead = createPatchLead(client);
  const addNote = createAddNote(client);
  const tools = { client, patchLead, blueprint, account, log, clock, onWritten };
  const readOne = createReadLead(tools);
  const readTrail = createReadTrail(client);
  return {
    ...createAccountReads(client, clock),
    ...createPeopleReads(client),
    createLeads: (leads) => createLeads(tools, leads),
    findCreated: (since, refs) => findCreated(client, since, refs),
    fillFound: (found, leads) => fillFound(tools, found, leads),
    readLead: async (leadId) => (await readLeads(tools, [leadId]))[0] ?? null,
    readLeads: (leadIds) => readLeads(tools, leadIds),
    readLeadFields: async (leadIds) => {
      const [id, ...others] = leadIds;
      if (id === undefined || others.length > 0) return readLeadFields(tools, leadIds);
      const lead = await readOne(id);
      return lead === null ? [] : [lead];
    },
    readTrail,
    readTalk: (talkId) => readTalk(client, talkId),
    listLeadsChangedSince: (page, since) => listLeadsChangedSince(client, page, since),
    writeLead: (current, change) => writeLead(tools, current, change),
    correctLead: (current, correction) => correctLead(client, current, correction),
    listWonLeads: (page) => listWonLeads(tools, page),
    addNote: async (leadId, text) => {
      await addNote({ leadId, text });
    },
    addTask: (leadId, task) => addTask(client, leadId, task),
    readTasks: (leadId) => readTasks(client, leadId),
    addAccountTask: (task) => addAccountTask(client, task),
    completeTasks: (taskIds, result) => completeTasks(client, taskIds, result),
    ...createBots(client, clock),
    ...createRecentActs(client, clock),
    privacy: createPrivacy({ client, origin, readLeads: (ids) => readLeads(tools, ids) }),
    readFeedSince: (since) => readFeedSince(client, since),
    findWhatsAppWriters: (leadIds) => findWhatsAppWriters(client, leadIds),
    armHook: (hook) => armHook(client, hook),
    continueBot: (returnPath, data) => continueBot(client, returnPath, data),
    readHistory: async (leadId) =>
      (await readHistories(client, await account.read(), [leadId])).get(leadId) ?? [],
    readHistories: async (leadIds) => readHistories(client, await account.read(), leadIds),
  };
}

const createPeopleReads = (
  client: KommoClient,
): Pick<Kommo, 'findContact' | 'listContacts' | 'readContacts'> => ({
  findContact: (keys) => findContact(client, keys),
  listContacts: (page, updatedSince) => listContacts(client, page, updatedSince),
  readContacts: async (ids) => {
    const contacts = await readByIds(client, { entity: 'contacts', ids }, contactSchema);
    return contacts.filter(({ is_deleted }) => !is_deleted).map(toContactKeys);
  },
});

function createAccountReads(
  client: KommoClient,
  clock: () => Date,
): Pick<Kommo, 'readAccount' | 'readCurrency' | 'readUsers'> {
  const readAccount = async () => {
    const path = '/api/v4/account';
    return readAs(accountSchema, await client.get(path), path);
  };
  return {
    readAccount,
    readCurrency: onceADay(async () => (await readAccount()).currency, clock),
    readUsers: onceADay(() => readUsers(client), clock),
  };
}

async function readUsers(client: KommoClient): Promise<readonly KommoUser[]> {
  try {
    return await readAll(client, { path: '/api/v4/users', key: 'users' }, userSchema);
  } catch (error) {
    // Not an administrator's token.
    if (error instanceof AppError && error.code === 'kommo_rejected') return [];
    throw error;
  }
}
