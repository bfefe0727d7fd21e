import { fingerprintOfHook } from '../leads/lead-image.js';
import { asList } from '../http/list-of.js';
import { hookItemSchema } from '../schemas.js';
import type { HookItem } from '../schemas.js';
import { mostItems } from './bracket-form.js';

export const hookEntities = [
  'lead',
  'contact',
  'company',
  'task',
  'talk',
  'message',
  'unsorted',
] as const;
export type HookEntity = (typeof hookEntities)[number];

/** Look at this entity again; nothing else of a hook is used. */
export interface LookAgain {
  readonly entity: HookEntity;
  /** "add", "update", "status", "delete" …, as the hook calls it. */
  readonly action: string;
  readonly id: number;
  readonly pipelineId: number | null;
  readonly statusId: number | null;
  /** ISO 8601; null where the hook names no time. */
  readonly updatedAt: string | null;
  /** What the hook says of the whole lead, hashed; null where it does not tell all of it. */
  readonly fingerprint: string | null;
}

/** When it changed, and everything it says. */
export interface HookChange {
  readonly time: unknown;
  readonly content: string;
}

/** A message, as its hook tells it: only what a message does is kept, and its text is read once and let go. */
export interface ToldMessage {
  readonly direction: 'in' | 'out';
  /** Incoming ones name their lead, outgoing ones the contact, or only the talk. */
  readonly leadId: number | null;
  readonly contactId: number | null;
  readonly talkId: number | null;
  readonly text: string;
  /** ISO 8601; null where the hook names no time. */
  readonly at: string | null;
}

interface Found {
  readonly hints: readonly LookAgain[];
  readonly messages: readonly ToldMessage[];
  readonly changes: readonly HookChange[];
}

const longestAction = 40;

/** Every `group[action][index]` of a hook; groups and actions that we do not know are passed over. */
export function readHints(fields: Readonly<Record<string, unknown>>): Found {
  const items = Object.entries(readerByGroup)
    .flatMap(([group, read]) =>
      itemsOf(groupOf(fields, group)).map((item) => ({ ...item, group, read })),
    )
    .slice(0, mostItems)
    .flatMap(({ group, read, action, raw }) => {
      const item = hookItemSchema.safeParse(raw);
      if (!item.success) return [];
      const change = { time: timeOf(item.data), content: `${group}.${action}.${stable(raw)}` };
      const messages = messagesOf(group, item.data);
      return [{ hints: withImage(read(item.data, action), group, raw), messages, change }];
    });
  return {
    messages: items.flatMap(({ messages }) => messages),
    hints: items.flatMap(({ hints }) => hints),
    changes: items.map(({ change }) => change),
  };
}

/** A new message comes at the top level from some accounts ("add[0][text]"), under its group from others. */
const groupOf = (fields: Readonly<Record<string, unknown>>, group: string): unknown =>
  group === 'message' && fields[group] === undefined ? { add: fields['add'] } : fields[group];

function itemsOf(group: unknown): readonly { readonly action: string; readonly raw: unknown }[] {
  if (typeof group !== 'object' || group === null) return [];
  return Object.entries(group).flatMap(([action, items]) => {
    if (action.length > longestAction) return [];
    const list: unknown = asList(items);
    return Array.isArray(list) ? list.map((raw: unknown) => ({ action, raw })) : [];
  });
}

type Reader = (item: HookItem, action: string) => readonly LookAgain[];

const readerByGroup: Readonly<Record<string, Reader>> = {
  leads: (item, action) => look('lead', action, item, item.note?.element_id ?? item.id),
  // Contacts and companies share one key; `type` tells them apart, and a company names its leads.
  contacts: (item, action) =>
    look(
      item.type === 'company' ? 'company' : 'contact',
      action,
      item,
      item.note?.element_id ?? item.id,
    ),
  companies: (item, action) => look('company', action, item, item.id),
  task: (item, action) => [...look('task', action, item, item.id), ...leadOfElement(item, action)],
  talk: (item, action) => [
    ...look('talk', action, item, item.talk_id ?? item.id),
    ...leadOfEntity(item, action),
  ],
  message: readMessage,
  outgoing_message: (item) => readMessage({ ...item, type: 'outgoing' }),
  unsorted: (item, action) =>
    [item.lead_id, ...(item.accept_result?.leads ?? []).slice(0, mostItems)].flatMap((id) =>
      look('lead', action, item, id),
    ),
};

/** "message" of the lead, "outgoing_message" of the firm; a lead's own "add" is of its creation. */
function readMessage(item: HookItem): readonly LookAgain[] {
  const action = item.type === 'outgoing' ? 'outgoing_message' : 'message';
  return [...look('message', action, item, item.talk_id), ...leadOfEntity(item, action)];
}

/** A voice note has no text. */
function messagesOf(group: string, item: HookItem): readonly ToldMessage[] {
  if (group !== 'message' && group !== 'outgoing_message') return [];
  const isLead = item.entity_type === 'lead' || item.entity_type === 'leads';
  return [
    {
      direction: group === 'outgoing_message' || item.type === 'outgoing' ? 'out' : 'in',
      leadId: isLead ? item.entity_id : item.element_type === '2' ? item.element_id : null,
      contactId: item.contact_id,
      talkId: item.talk_id,
      text: item.text ?? '',
      at: isoOrNull(timeOf(item)),
    },
  ];
}

/** Kinds of entities in hooks: 1 contact, 2 lead, 3 company; messages and talks spell them out. */
const leadOfElement = (item: HookItem, action: string): readonly LookAgain[] =>
  item.element_type === '2' ? look('lead', action, item, item.element_id) : [];

const leadOfEntity = (item: HookItem, action: string): readonly LookAgain[] =>
  item.entity_type === 'lead' || item.entity_type === 'leads'
    ? look('lead', action, item, item.entity_id)
    : leadOfElement(item, action);

function look(
  entity: HookEntity,
  action: string,
  item: HookItem,
  id: HookItem['id'],
): readonly LookAgain[] {
  if (typeof id !== 'number') return [];
  const { pipeline_id: pipelineId, status_id: statusId } = item;
  // In a task, an unsorted lead or a message these ids are not the lead's stage.
  const isLead = entity === 'lead';
  return [
    {
      entity,
      action,
      id,
      pipelineId: isLead ? pipelineId : null,
      statusId: isLead ? statusId : null,
      updatedAt: isoOrNull(timeOf(item)),
      fingerprint: null,
    },
  ];
}

const withImage = (
  hints: readonly LookAgain[],
  group: string,
  raw: unknown,
): readonly LookAgain[] =>
  group === 'leads'
    ? hints.map((hint) => ({ ...hint, fingerprint: fingerprintOfHook(raw) }))
    : hints;

const timeOf = (item: HookItem): string | number | null =>
  item.updated_at ?? item.last_modified ?? item.created_at;

/** Unix seconds as text, or "Y-m-d H:i:s" in the account's zone, which says too little to be used. */
function isoOrNull(time: string | number | null): string | null {
  const seconds = Number(time);
  if (time === null || !Number.isFinite(seconds) || seconds <= 0 || seconds > 1e11) return null;
  return new Date(seconds * 1000).toISOString();
}

/** The same text whatever the order of the keys. */
function stable(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${stable(inner)}`);
  return `{${parts.join(',')}}`;
}
