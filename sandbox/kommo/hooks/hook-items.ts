import type { Account, Mutation } from '../account/account.js';
import type { FormFields } from './form-encode.js';
import { customFields, tagFields } from './hook-fields.js';
import { noteItem, talkItem, taskItems, unsortedItem } from './hook-work-items.js';
import { messageItem } from './message-items.js';
import type { Entity, Lead } from '../account/records.js';

/** One thing to tell: `leads[status][0]` for those who subscribed to `status_lead`. */
export interface HookItem {
  readonly code: string;
  readonly group: string;
  readonly action: string;
  readonly fields: FormFields;
}

/** The hooks of one change. A move fires update and status both, a new responsible update and responsible. */
export function hookItems(account: Account, mutation: Mutation): readonly HookItem[] {
  return mutation.kind === 'message-state' ? [] : itemsOf(account, mutation);
}

function itemsOf(
  account: Account,
  mutation: Exclude<Mutation, { kind: 'message-state' }>,
): readonly HookItem[] {
  switch (mutation.kind) {
    case 'lead':
      return leadItems(account, mutation.before, mutation.after);
    case 'contact':
    case 'company':
      return personItems(account, mutation);
    case 'task':
      return taskItems(mutation.before, mutation.after);
    case 'note':
      return mutation.before ? [] : [noteItem(mutation.after)];
    case 'unsorted':
      return [unsortedItem(account, mutation)];
    case 'talk':
      return [talkItem(account, mutation.before, mutation.after)];
    case 'message':
      return [messageItem(account, mutation)];
  }
}

function leadItems(account: Account, before: Lead | null, after: Lead): readonly HookItem[] {
  const item = (action: string, fields: FormFields): HookItem => ({
    code: `${action}_lead`,
    group: 'leads',
    action,
    fields,
  });
  const { id, status_id, pipeline_id } = after;
  if (before === null)
    return isIncoming(account, after) ? [] : [item('add', leadFields(account, after, null))];
  if (after.is_deleted && !before.is_deleted)
    return [item('delete', { id, status_id, pipeline_id })];
  if (before.is_deleted && !after.is_deleted)
    return [item('restore', leadFields(account, after, null))];
  const full = leadFields(account, after, before);
  const moved = before.status_id !== status_id || before.pipeline_id !== pipeline_id;
  const handed = before.responsible_user_id !== after.responsible_user_id;
  const old_responsible_user_id = before.responsible_user_id;
  return [
    item('update', full),
    ...(moved ? [item('status', { ...full, old_status_id: before.status_id })] : []),
    ...(handed
      ? [item('responsible', { ...full, old_status_id: before.status_id, old_responsible_user_id })]
      : []),
  ];
}

function isIncoming(account: Account, lead: Lead): boolean {
  const statuses = account.state.pipelines.get(lead.pipeline_id)?.statuses ?? [];
  return statuses.some((status) => status.id === lead.status_id && status.type === 1);
}

function leadFields(account: Account, lead: Lead, before: Lead | null): FormFields {
  const moved = before !== null && before.status_id !== lead.status_id;
  const crossed = before !== null && before.pipeline_id !== lead.pipeline_id;
  const tellsPipeline = crossed && !account.switches.isOn('hook-without-old-pipeline');
  return {
    id: lead.id,
    name: lead.name,
    status_id: lead.status_id,
    old_status_id: moved || crossed ? before.status_id : undefined,
    price: lead.price,
    responsible_user_id: lead.responsible_user_id,
    last_modified: lead.updated_at,
    modified_user_id: lead.updated_by,
    created_user_id: lead.created_by,
    date_create: lead.created_at,
    pipeline_id: lead.pipeline_id,
    old_pipeline_id: tellsPipeline ? before.pipeline_id : undefined,
    account_id: account.id,
    custom_fields: customFields(account, lead.fields),
    tags: tagFields(account, lead),
    created_at: lead.created_at,
    updated_at: lead.updated_at,
  };
}

type PersonMutation = Extract<Mutation, { kind: 'contact' | 'company' }>;

/** Contacts and companies share the key `contacts`; a new responsible arrives as update. */
function personItems(
  account: Account,
  { kind, before, after }: PersonMutation,
): readonly HookItem[] {
  const item = (action: string, fields: FormFields): HookItem => ({
    code: `${action}_${kind}`,
    group: 'contacts',
    action,
    fields,
  });
  if (before === null) return [item('add', personFields(account, kind, after))];
  if (after.is_deleted && !before.is_deleted) return [item('delete', { id: after.id, type: kind })];
  if (before.is_deleted && !after.is_deleted)
    return [item('restore', personFields(account, kind, after))];
  const fields = personFields(account, kind, after);
  if (before.responsible_user_id === after.responsible_user_id) return [item('update', fields)];
  const handed = item('update', { ...fields, old_responsible_user_id: before.responsible_user_id });
  return [handed, { ...handed, code: `responsible_${kind}` }];
}

function personFields(account: Account, kind: 'contact' | 'company', entity: Entity): FormFields {
  const linked = [...account.state.leads.values()].filter((lead) => lead.company_id === entity.id);
  return {
    id: entity.id,
    name: entity.name,
    responsible_user_id: entity.responsible_user_id,
    date_create: entity.created_at,
    last_modified: entity.updated_at,
    created_user_id: entity.created_by,
    modified_user_id: entity.updated_by,
    account_id: account.id,
    ...(kind === 'company' && linked.length > 0
      ? { linked_leads_id: Object.fromEntries(linked.map(({ id }) => [String(id), { ID: id }])) }
      : {}),
    custom_fields: customFields(account, entity.fields),
    tags: tagFields(account, entity),
    created_at: entity.created_at,
    updated_at: entity.updated_at,
    type: kind,
  };
}
