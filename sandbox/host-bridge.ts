import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostContact, HostLead, HostOptions, HostStore } from './host/host-options.js';
import type { KommoStandIn } from './kommo/kommo.js';
import type { Contact, Lead, StoredField } from './kommo/account/records.js';
import { projectRoot } from './project-root.js';

/** The account as Kommo's page sees it. */
export function hostOptions(kommo: KommoStandIn, companionUrl: string): HostOptions {
  const { account } = kommo;
  const { state } = account;
  return {
    accountId: account.id,
    subdomain: account.subdomain,
    get users() {
      return [...state.users.values()].map(({ id, name, email, is_admin: isAdmin }) => ({
        id,
        name,
        email,
        isAdmin,
      }));
    },
    clientUuid: account.integrationId,
    get clientSecret() {
      return account.clientSecret();
    },
    redirectUri: account.redirectUri,
    widgetCode: 'account_leads',
    widgetZip: () => readFile(join(projectRoot, 'dist', 'widget.zip')),
    companionUrl,
    clock: () => account.clock.now(),
    store: storeOf(kommo),
    botSaved: (saved) => {
      kommo.bots.library.saveEmptyBlocks(saved);
    },
    readLead: (id) => Promise.resolve(leadFor(kommo, state.leads.get(id))),
    listLeads: () =>
      Promise.resolve([...state.leads.values()].flatMap((lead) => leadFor(kommo, lead) ?? [])),
    listFields: () =>
      Promise.resolve(
        [...state.customFields.values()]
          .filter((field) => field.entity_type === 'leads')
          .map(({ id, name, code, type, enums }) => ({ id, name, code, type, enums: enums ?? [] })),
      ),
    listPipelines: () =>
      Promise.resolve(
        [...state.pipelines.values()].map(({ id, name, statuses }) => ({
          ...{ id, name },
          statuses,
        })),
      ),
  };
}

function storeOf({ account: { state } }: KommoStandIn): HostStore {
  return {
    read: (key) => Promise.resolve(state.pageValues.get(key)),
    write: (key, value) => {
      state.pageValues.set(key, value);
      return Promise.resolve();
    },
  };
}

function leadFor({ account }: KommoStandIn, lead: Lead | undefined): HostLead | null {
  if (!lead || lead.is_deleted) return null;
  const { state } = account;
  const company = lead.company_id === null ? undefined : state.companies.get(lead.company_id);
  const notes = [...state.notes.values()].filter(
    (note) => note.entity_type === 'leads' && note.entity_id === lead.id,
  );
  return {
    id: lead.id,
    name: lead.name,
    price: lead.price,
    pipelineId: lead.pipeline_id,
    statusId: lead.status_id,
    responsibleUserId: lead.responsible_user_id,
    createdAt: lead.created_at,
    fields: lead.fields.map(({ field_id: fieldId, values }) => ({
      fieldId,
      values: values.map(({ value, enum_id }) => ({
        value: plain(value),
        enumId: enum_id ?? null,
      })),
    })),
    contacts: lead.contacts.flatMap(({ id }) =>
      contactFor(kommoFields(account), state.contacts.get(id)),
    ),
    company: company ? { id: company.id, name: company.name } : null,
    tags: lead.tags.map((id) => state.tags.get(id)?.name ?? ''),
    notes: notes.map(({ created_at: at, params }) => ({
      at,
      text: typeof params['text'] === 'string' ? params['text'] : '',
    })),
  };
}

function plain(value: unknown): string | number | boolean {
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

type CodeOf = (fieldId: number) => string | null | undefined;

function kommoFields({ state }: KommoStandIn['account']): CodeOf {
  return (fieldId) => state.customFields.get(fieldId)?.code;
}

function contactFor(codeOf: CodeOf, contact: Contact | undefined): readonly HostContact[] {
  if (!contact) return [];
  const values = (code: string) =>
    contact.fields
      .filter((field: StoredField) => codeOf(field.field_id) === code)
      .flatMap((field) => field.values.map(({ value }) => String(value)));
  const { id, name } = contact;
  return [{ id, name, phones: values('PHONE'), emails: values('EMAIL') }];
}
