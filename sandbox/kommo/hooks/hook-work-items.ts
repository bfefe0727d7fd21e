import type { Account, Mutation } from '../account/account.js';
import type { FormFields } from './form-encode.js';
import type { HookItem } from './hook-items.js';
import type { Task } from '../account/records.js';
import type { Talk } from '../account/talk-records.js';

const elementTypes: Readonly<Record<string, number>> = { contacts: 1, leads: 2, companies: 3 };

export function taskItems(before: Task | null, after: Task): readonly HookItem[] {
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

/** Tasks write their times as "Y-m-d H:i:s". */
function writtenTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

export function noteItem(note: Extract<Mutation, { kind: 'note' }>['after']): HookItem {
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
export function unsortedItem(
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

export function talkItem(account: Account, before: Talk | null, talk: Talk): HookItem {
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
