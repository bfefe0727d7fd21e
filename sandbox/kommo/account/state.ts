import { z } from 'zod';
import * as bots from './bot-records.js';
import * as records from './records.js';
import * as talks from './talk-records.js';

/** Everything the account remembers between two starts. */
export const snapshotSchema = z.object({
  version: z.literal(1),
  lastId: z.number().int(),
  clockOffsetMs: z.number(),
  leads: z.array(records.leadRecord),
  contacts: z.array(records.contactRecord),
  companies: z.array(records.companyRecord),
  customFields: z.array(records.customFieldRecord),
  fieldGroups: z.array(records.fieldGroupRecord),
  pipelines: z.array(records.pipelineRecord),
  tags: z.array(records.tagRecord),
  tasks: z.array(records.taskRecord),
  notes: z.array(records.noteRecord),
  events: z.array(records.eventRecord),
  users: z.array(records.userRecord),
  lossReasons: z.array(records.lossReasonRecord),
  webhooks: z.array(records.webhookRecord),
  sources: z.array(records.sourceRecord),
  unsorted: z.array(records.unsortedRecord),
  talks: z.array(talks.talkRecord),
  messages: z.array(talks.messageRecord).default([]),
  templates: z.array(talks.templateRecord).default([]),
  bots: z.array(bots.botRecord),
  runs: z.array(bots.runRecord).default([]),
  tokens: z.array(records.tokenRecord),
  widgetSettings: z.record(z.string(), z.record(z.string(), z.unknown())),
  /** What Kommo's page keeps: installed widgets, actions of stages, bots. */
  pageValues: z.record(z.string(), z.unknown()),
});

export type Snapshot = Readonly<z.infer<typeof snapshotSchema>>;

export interface State {
  readonly leads: Map<number, records.Lead>;
  readonly contacts: Map<number, records.Contact>;
  readonly companies: Map<number, records.Company>;
  readonly customFields: Map<number, records.CustomField>;
  readonly fieldGroups: Map<string, records.FieldGroup>;
  readonly pipelines: Map<number, records.Pipeline>;
  readonly tags: Map<number, records.Tag>;
  readonly tasks: Map<number, records.Task>;
  readonly notes: Map<number, records.Note>;
  readonly events: Map<string, records.FeedEvent>;
  readonly users: Map<number, records.User>;
  readonly lossReasons: Map<number, records.LossReason>;
  readonly webhooks: Map<number, records.Webhook>;
  readonly sources: Map<number, records.Source>;
  readonly unsorted: Map<string, records.Unsorted>;
  readonly talks: Map<number, talks.Talk>;
  /** By talk, in the order they were said. */
  readonly messages: Map<number, talks.Message[]>;
  readonly templates: Map<number, talks.Template>;
  readonly bots: Map<number, bots.Bot>;
  readonly runs: Map<number, bots.Run>;
  readonly tokens: Map<string, records.Token>;
  /** Settings of installed widgets by code. */
  readonly widgetSettings: Map<string, Readonly<Record<string, unknown>>>;
  readonly pageValues: Map<string, unknown>;
}

export function stateFrom(snapshot: Snapshot): State {
  return {
    leads: byId(snapshot.leads),
    contacts: byId(snapshot.contacts),
    companies: byId(snapshot.companies),
    customFields: byId(snapshot.customFields),
    fieldGroups: by(snapshot.fieldGroups, (group) => group.id),
    pipelines: byId(snapshot.pipelines),
    tags: byId(snapshot.tags),
    tasks: byId(snapshot.tasks),
    notes: byId(snapshot.notes),
    events: by(snapshot.events, (event) => event.id),
    users: byId(snapshot.users),
    lossReasons: byId(snapshot.lossReasons),
    webhooks: byId(snapshot.webhooks),
    sources: byId(snapshot.sources),
    unsorted: by(snapshot.unsorted, (incoming) => incoming.uid),
    talks: by(snapshot.talks, (talk) => talk.talk_id),
    messages: byTalk(snapshot.messages),
    templates: byId(snapshot.templates),
    runs: byId(snapshot.runs),
    bots: byId(snapshot.bots),
    tokens: by(snapshot.tokens, (token) => token.token),
    widgetSettings: new Map(Object.entries(snapshot.widgetSettings)),
    pageValues: new Map(Object.entries(snapshot.pageValues)),
  };
}

/** Empties the maps and fills them anew: whoever holds the state goes on with it. */
export function refill(state: State, snapshot: Snapshot): void {
  const fresh = stateFrom(snapshot);
  refillMap(state.leads, fresh.leads);
  refillMap(state.contacts, fresh.contacts);
  refillMap(state.companies, fresh.companies);
  refillMap(state.customFields, fresh.customFields);
  refillMap(state.fieldGroups, fresh.fieldGroups);
  refillMap(state.pipelines, fresh.pipelines);
  refillMap(state.tags, fresh.tags);
  refillMap(state.tasks, fresh.tasks);
  refillMap(state.notes, fresh.notes);
  refillMap(state.events, fresh.events);
  refillMap(state.users, fresh.users);
  refillMap(state.lossReasons, fresh.lossReasons);
  refillMap(state.webhooks, fresh.webhooks);
  refillMap(state.sources, fresh.sources);
  refillMap(state.unsorted, fresh.unsorted);
  refillMap(state.talks, fresh.talks);
  refillMap(state.messages, fresh.messages);
  refillMap(state.templates, fresh.templates);
  refillMap(state.runs, fresh.runs);
  refillMap(state.bots, fresh.bots);
  refillMap(state.tokens, fresh.tokens);
  refillMap(state.widgetSettings, fresh.widgetSettings);
  refillMap(state.pageValues, fresh.pageValues);
}

function refillMap<K, V>(map: Map<K, V>, fresh: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of fresh) map.set(key, value);
}

type Remembered = Omit<Snapshot, keyof State>;

export function snapshotOf(state: State, rest: Remembered): Snapshot {
  return {
    ...rest,
    leads: [...state.leads.values()],
    contacts: [...state.contacts.values()],
    companies: [...state.companies.values()],
    customFields: [...state.customFields.values()],
    fieldGroups: [...state.fieldGroups.values()],
    pipelines: [...state.pipelines.values()],
    tags: [...state.tags.values()],
    tasks: [...state.tasks.values()],
    notes: [...state.notes.values()],
    events: [...state.events.values()],
    users: [...state.users.values()],
    lossReasons: [...state.lossReasons.values()],
    webhooks: [...state.webhooks.values()],
    sources: [...state.sources.values()],
    unsorted: [...state.unsorted.values()],
    talks: [...state.talks.values()],
    messages: [...state.messages.values()].flat(),
    templates: [...state.templates.values()],
    runs: [...state.runs.values()],
    bots: [...state.bots.values()],
    tokens: [...state.tokens.values()],
    widgetSettings: Object.fromEntries(state.widgetSettings),
    pageValues: Object.fromEntries(state.pageValues),
  };
}

function byId<T extends { readonly id: number }>(items: readonly T[]): Map<number, T> {
  return by(items, (item) => item.id);
}

function by<K, T>(items: readonly T[], key: (item: T) => K): Map<K, T> {
  return new Map(items.map((item) => [key(item), item]));
}

function byTalk(messages: readonly talks.Message[]): Map<number, talks.Message[]> {
  const found = new Map<number, talks.Message[]>();
  for (const message of messages) {
    const said = found.get(message.talk_id);
    if (said) said.push(message);
    else found.set(message.talk_id, [message]);
  }
  return found;
}
