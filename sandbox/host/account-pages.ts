import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Router } from 'express';
import type { Account } from '../kommo/account.js';
import type { CustomField, Lead } from '../kommo/records.js';
import { projectRoot } from '../project-root.js';
import { createFileStore } from './file-store.js';
import {
  createMemoryStore,
  type HostContact,
  type HostField,
  type HostLead,
  type HostOptions,
  type HostStore,
} from './host-options.js';
import { createHostPages } from './router.js';
import { installSchema } from './widget-install.js';

const widgetCode = 'account_leads';

export interface AccountPagesOptions {
  readonly account: Account;
  readonly companionUrl: string;
  /** Where the packed widget is; `dist/widget.zip` when absent. */
  readonly widgetFile?: string;
  /** Install state, pipeline actions and bots are kept in its host.json; null keeps them in memory. */
  readonly dataDir: string | null;
  readonly clock: () => Date;
}

/** Kommo's page over the sandbox account. */
export function createAccountPages(options: AccountPagesOptions): Router {
  const { account, companionUrl, clock } = options;
  const widgetFile = options.widgetFile ?? join(projectRoot, 'dist', 'widget.zip');
  const { state } = account;
  const store =
    options.dataDir === null
      ? createMemoryStore()
      : createFileStore(join(options.dataDir, 'host.json'));
  void listInAccount(options, store);
  return createHostPages({
    accountId: account.id,
    subdomain: account.subdomain,
    users: [...state.users.values()]
      .filter((user) => user.is_active && !user.is_free)
      .map(({ id, name, email, is_admin: isAdmin }) => ({ id, name, email, isAdmin })),
    clientUuid: account.integrationId,
    get clientSecret() {
      return account.clientSecret();
    },
    redirectUri: account.redirectUri,
    widgetCode,
    widgetZip: () => readFile(widgetFile),
    companionUrl,
    clock,
    store: alsoInAccount(account, store),
    ...readersOf(account),
  });
}

type Readers = Pick<HostOptions, 'readLead' | 'listLeads' | 'listFields' | 'listPipelines'>;

function readersOf({ state }: Account): Readers {
  const view = (lead: Lead): HostLead => leadView(state, lead);
  const fields = (): readonly CustomField[] =>
    [...state.customFields.values()].filter((field) => field.entity_type === 'leads');
  return {
    readLead: (id) => {
      const lead = state.leads.get(id);
      return Promise.resolve(lead === undefined || lead.is_deleted ? null : view(lead));
    },
    listLeads: () =>
      Promise.resolve(
        [...state.leads.values()]
          .filter((lead) => !lead.is_deleted)
          .sort((one, other) => other.created_at - one.created_at || other.id - one.id)
          .slice(0, 50)
          .map(view),
      ),
    listFields: () => Promise.resolve(fields().map(fieldView)),
    listPipelines: () =>
      Promise.resolve(
        [...state.pipelines.values()]
          .filter((pipeline) => !pipeline.is_archive)
          .sort(
            (one, other) => Number(other.is_main) - Number(one.is_main) || one.sort - other.sort,
          )
          .map(({ id, name, statuses }) => ({
            id,
            name,
            statuses: [...statuses].sort((one, other) => one.sort - other.sort),
          })),
      ),
  };
}

function fieldView({ id, name, code, type, enums }: CustomField): HostField {
  return { id, name, code, type, enums: enums ?? [] };
}

function leadView(state: Account['state'], lead: Lead): HostLead {
  const company = lead.company_id === null ? undefined : state.companies.get(lead.company_id);
  const main = [...lead.contacts].sort((one, other) => Number(other.is_main) - Number(one.is_main));
  return {
    id: lead.id,
    name: lead.name === '' ? `Lead #${lead.id}` : lead.name,
    price: lead.price,
    pipelineId: lead.pipeline_id,
    statusId: lead.status_id,
    responsibleUserId: lead.responsible_user_id,
    createdAt: lead.created_at,
    fields: lead.fields.map((field) => ({
      fieldId: field.field_id,
      values: field.values.map((one) => ({
        value: plain(one.value),
        enumId: one.enum_id ?? null,
      })),
    })),
    contacts: main.flatMap(({ id }) => contactView(state, id)),
    company: company === undefined ? null : { id: company.id, name: company.name },
    tags: lead.tags.flatMap((id) => state.tags.get(id)?.name ?? []),
    notes: notesOf(state, lead.id),
  };
}

function contactView(state: Account['state'], id: number): readonly HostContact[] {
  const contact = state.contacts.get(id);
  if (contact === undefined) return [];
  const valuesOf = (code: string): readonly string[] =>
    contact.fields
      .filter((field) => state.customFields.get(field.field_id)?.code === code)
      .flatMap((field) => field.values.map((one) => String(plain(one.value))));
  return [{ id, name: contact.name, phones: valuesOf('PHONE'), emails: valuesOf('EMAIL') }];
}

function notesOf(state: Account['state'], leadId: number): HostLead['notes'] {
  return [...state.notes.values()]
    .filter((note) => note.entity_type === 'leads' && note.entity_id === leadId)
    .sort((one, other) => one.created_at - other.created_at || one.id - other.id)
    .map((note) => ({
      at: note.created_at,
      text: String(plain(note.params['text'] ?? note.note_type)),
    }));
}

function plain(value: unknown): string | number | boolean {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

/** A new account has the widget in its list from the start, unless it was disabled here before. */
async function listInAccount(options: AccountPagesOptions, store: HostStore): Promise<void> {
  const { widgetSettings } = options.account.state;
  const known = installSchema.safeParse(await store.read('widget')).data;
  if (known?.active === 'N' || widgetSettings.has(widgetCode)) return;
  widgetSettings.set(widgetCode, known?.settings ?? { companion_url: options.companionUrl });
}

/** What the page saves is what the account's widget list shows. */
function alsoInAccount({ state }: Account, store: HostStore): HostStore {
  return {
    read: (name) => store.read(name),
    write: async (name, value) => {
      await store.write(name, value);
      const install = name === 'widget' ? installSchema.safeParse(value).data : undefined;
      if (install?.active === 'Y') state.widgetSettings.set(widgetCode, install.settings);
      if (install?.active === 'N') state.widgetSettings.delete(widgetCode);
    },
  };
}
