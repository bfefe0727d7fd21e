import type { Account, ChatMessage, Mutation } from './account.js';
import type { FormFields, FormValue } from './form-encode.js';
import type { CustomField, Entity, Lead, StoredField, Task, Talk } from './records.js';

/** One thing to tell: `leads[status][0]` for those who subscribed to `status_lead`. */
export interface HookItem {
  readonly code: string;
  readonly group: string;
  readonly action: string;
  readonly fields: FormFields;
}

/** The hooks of one change. A move fires update and status both, a new responsible update and responsible. */
export function hookItems(account: Account, mutation: Mutation): readonly HookItem[] {
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
      return [messageItem(mutation.message)];
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

function tagFields(account: Account, entity: Entity): FormValue {
  if (entity.tags.length === 0) return undefined;
  return entity.tags.map((id) => ({ id, name: account.state.tags.get(id)?.name }));
}

function customFields(account: Account, stored: readonly StoredField[]): FormValue {
  const shown = stored.flatMap(({ field_id, values }) => {
    const field = account.state.customFields.get(field_id);
    if (!field) return [];
    return [
      {
        id: field.id,
        name: field.name,
        values: valuesOf(field, values),
        code: field.code ?? undefined,
      },
    ];
  });
  return shown.length === 0 ? undefined : shown;
}

/** The traps of the wire: bare strings for dates, an object for a radio button, a written date for a birthday. */
function valuesOf(field: CustomField, values: StoredField['values']): FormValue {
  const entries = values.map(({ value, enum_id }) => ({
    value: wireValue(field, value),
    enum: enum_id,
  }));
  if (field.type === 'date' || field.type === 'date_time')
    return values.map(({ value }) => String(value));
  return field.type === 'radiobutton' ? entries[0] : entries;
}

function wireValue(field: CustomField, value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (field.type !== 'birthday') return String(value);
  const [year = '', month = '', day = ''] = new Date(Number(value) * 1000)
    .toISOString()
    .slice(0, 10)
    .split('-');
  return `${day}.${month}.${year}`;
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

const elementTypes: Readonly<Record<string, number>> = { contacts: 1, leads: 2, companies: 3 };

function taskItems(before: Task | null, after: Task): readonly HookItem[] {
  const item = (action: string, extra: FormFields): HookItem => ({
    ...{ code: `${action}_task`, group: 'task', action },
    fields: { ...taskFields(after), ...extra },
  });
  if (before === null) return [item('add', {})];
  const changed = item('update', {
    action_close: after.is_completed && !before.is_completed ? 1 : 0,
    old_text: before.text === after.text ? undefined : before.text,
    result: after.result === null ? undefined : { text: after.result },
  });
  if (before.responsible_user_id === after.responsible_user_id) return [changed];
  const handed = item('update', {
    ...{ main_user: after.responsible_user_id, modified_by: after.updated_by },
    old_responsible_user_id: before.responsible_user_id,
  });
  return [changed, { ...handed, code: 'responsible_task' }];
}

function taskFields(task: Task): FormFields {
  return {
    id: task.id,
    element_id: task.entity_id,
    element_type: task.entity_type ? elementTypes[task.entity_type] : 0,
    task_type: task.task_type_id,
    date_create: writtenTime(task.created_at),
    text: task.text,
    status: task.is_completed ? 1 : 0,
    account_id: 30000001,
    created_user_id: task.created_by,
    last_modified: writtenTime(task.updated_at),
    responsible_user_id: task.responsible_user_id,
    complete_till: writtenTime(task.complete_till),
    created_at: task.created_at,
    updated_at: task.updated_at,
    complete_before: task.complete_till,
  };
}

/** Tasks write their times as "Y-m-d H:i:s" in the account's zone (UTC-4, no summer time). */
function writtenTime(seconds: number): string {
  return new Date((seconds - 4 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function noteItem(note: Extract<Mutation, { kind: 'note' }>['after']): HookItem {
  const entity = { leads: 'lead', contacts: 'contact', companies: 'company' }[note.entity_type];
  const fields: FormFields = {
    note: {
      id: note.id,
      text: typeof note.params['text'] === 'string' ? note.params['text'] : '',
      note_type: note.note_type === 'attachment' ? 5 : 4,
      element_type: elementTypes[note.entity_type],
      element_id: note.entity_id,
      attachement: '',
      metadata: JSON.stringify(note.params),
      created_by: note.created_by,
      created_at: note.created_at,
      updated_at: note.updated_at,
      account_id: 30000001,
    },
    type: entity === 'lead' ? undefined : entity,
  };
  return {
    code: `note_${entity}`,
    group: entity === 'lead' ? 'leads' : 'contacts',
    action: 'note',
    fields,
  };
}

/** Accepting tells `delete`: the incoming lead is gone, a lead is there instead. */
function unsortedItem(
  account: Account,
  { action, incoming, userId }: Extract<Mutation, { kind: 'unsorted' }>,
): HookItem {
  const { uid, category, created_at } = incoming;
  if (action === 'add') {
    const { pipeline_id, lead_id, source_uid, metadata } = incoming;
    const fields = {
      ...{ uid, category, source_data: plainFields(metadata), data: { leads: [{ id: lead_id }] } },
      ...{ pipeline_id, account_id: account.id, source_id: source_uid, lead_id, created_at },
    };
    return { code: 'add_unsorted', group: 'unsorted', action: 'add', fields };
  }
  const result = { leads: [incoming.lead_id] };
  const fields = {
    ...{ action, uid },
    ...(action === 'accept' ? { accept_result: result } : { decline_result: result }),
    ...{ category, created_at, modified_user_id: userId },
  };
  return { code: 'delete_unsorted', group: 'unsorted', action: 'delete', fields };
}

function plainFields(values: Readonly<Record<string, unknown>>): FormFields {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}

function talkItem(account: Account, before: Talk | null, talk: Talk): HookItem {
  const action = before ? 'update' : 'add';
  const { is_in_work, is_read, ...rest } = talk;
  const fields = {
    ...rest,
    account_id: account.id,
    is_in_work: is_in_work ? 1 : 0,
    is_read: is_read ? 1 : 0,
  };
  return { code: `${action}_talk`, group: 'talk', action, fields };
}

function messageItem({ id, direction, text, talk, author, createdAt }: ChatMessage): HookItem {
  const fields = {
    ...{
      id,
      chat_id: talk.chat_id,
      talk_id: talk.talk_id,
      contact_id: talk.contact_id,
      text,
      created_at: createdAt,
    },
    ...{
      element_type: 2,
      entity_type: 'lead',
      element_id: talk.entity_id,
      entity_id: talk.entity_id,
    },
    ...{ type: direction, author, origin: talk.origin },
  };
  return direction === 'incoming'
    ? { code: 'add_message', group: 'message', action: 'add', fields }
    : { code: 'add_outgoing_message', group: 'outgoing_message', action: 'add', fields };
}
