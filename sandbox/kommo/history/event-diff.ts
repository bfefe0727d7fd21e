import type { Account, Mutation } from '../account/account.js';
import type { Entity, FeedEvent, Lead, StoredField } from '../account/records.js';

type EventBody = Pick<
  FeedEvent,
  'type' | 'entity_id' | 'entity_type' | 'value_before' | 'value_after'
>;
type Values = FeedEvent['value_after'];

/** What a mutation leaves in the feed; a change without a difference leaves nothing. */
export function eventsOf(account: Account, mutation: Mutation): readonly EventBody[] {
  switch (mutation.kind) {
    case 'lead':
    case 'contact':
    case 'company':
      return recordEvents(account, mutation);
    case 'task':
      return taskEvents(mutation);
    case 'note':
      return noteEvents(mutation);
    case 'unsorted':
      return [];
    case 'talk':
      return talkEvents(mutation);
    case 'message':
      return [messageEvent(mutation)];
    case 'message-state':
      return [];
  }
}

type RecordMutation = Extract<Mutation, { kind: 'lead' | 'contact' | 'company' }>;

function recordEvents(account: Account, mutation: RecordMutation): readonly EventBody[] {
  const { kind, before, after } = mutation;
  const ofLead =
    mutation.kind === 'lead' && mutation.before ? leadEvents(mutation.before, mutation.after) : [];
  return [
    ...entityEvents(kind, before, after),
    ...ofLead,
    ...tagEvents(account, kind, before, after),
  ];
}

function talkEvents({
  before,
  after: talk,
}: Extract<Mutation, { kind: 'talk' }>): readonly EventBody[] {
  if (before) return [];
  const opened = event('talk_created', 'contact', talk.contact_id, {
    after: [{ talk: { id: talk.talk_id } }],
  });
  return [opened];
}

type MessageMutation = Extract<Mutation, { kind: 'message' }>;

function messageEvent({ message: { direction, id }, talk }: MessageMutation): EventBody {
  const message = { message: { id, origin: talk.origin, talk_id: talk.talk_id } };
  return event(`${direction}_chat_message`, 'lead', talk.entity_id, { after: [message] });
}

function event(
  type: string,
  entity_type: string,
  entity_id: number,
  { before = [], after = [] }: { readonly before?: Values; readonly after?: Values } = {},
): EventBody {
  return { type, entity_type, entity_id, value_before: before, value_after: after };
}

function entityEvents(kind: string, before: Entity | null, after: Entity): readonly EventBody[] {
  if (before === null) return [event(`${kind}_added`, kind, after.id)];
  const gone = after.is_deleted && !before.is_deleted;
  const back = !after.is_deleted && before.is_deleted;
  const handed = before.responsible_user_id !== after.responsible_user_id;
  const responsible = ({ responsible_user_id: id }: Entity) => [{ responsible_user: { id } }];
  return [
    ...(gone ? [event(`${kind}_deleted`, kind, after.id)] : []),
    ...(back ? [event(`${kind}_restored`, kind, after.id)] : []),
    ...(handed
      ? [
          event('entity_responsible_changed', kind, after.id, {
            before: responsible(before),
            after: responsible(after),
          }),
        ]
      : []),
    ...(before.name === after.name
      ? []
      : [
          event('name_field_changed', kind, after.id, {
            before: [{ name_field_value: { name: before.name } }],
            after: [{ name_field_value: { name: after.name } }],
          }),
        ]),
    ...fieldEvents(kind, before, after),
  ];
}

function leadEvents(before: Lead, after: Lead): readonly EventBody[] {
  const stage = ({ status_id, pipeline_id }: Lead) => [
    { lead_status: { id: status_id, pipeline_id } },
  ];
  const moved = before.status_id !== after.status_id || before.pipeline_id !== after.pipeline_id;
  const sale = ({ price }: Lead) => [{ sale_field_value: { sale: price } }];
  const linked = after.contacts.filter(
    ({ id }) => !before.contacts.some((contact) => contact.id === id),
  );
  const unlinked = before.contacts.filter(
    ({ id }) => !after.contacts.some((contact) => contact.id === id),
  );
  const entity = (id: number) => [{ link: { entity: { type: 'contact', id } } }];
  return [
    ...(moved
      ? [
          event('lead_status_changed', 'lead', after.id, {
            before: stage(before),
            after: stage(after),
          }),
        ]
      : []),
    ...(before.price === after.price
      ? []
      : [
          event('sale_field_changed', 'lead', after.id, {
            before: sale(before),
            after: sale(after),
          }),
        ]),
    ...linked.map(({ id }) => event('entity_linked', 'lead', after.id, { after: entity(id) })),
    ...unlinked.map(({ id }) => event('entity_unlinked', 'lead', after.id, { before: entity(id) })),
  ];
}

function fieldEvents(kind: string, before: Entity, after: Entity): readonly EventBody[] {
  const ids = new Set([...before.fields, ...after.fields].map((field) => field.field_id));
  return [...ids].flatMap((id) => {
    const was = valuesOf(id, before.fields);
    const is = valuesOf(id, after.fields);
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [event(`custom_field_${id}_value_changed`, kind, after.id, { before: was, after: is })];
  });
}

function valuesOf(id: number, fields: readonly StoredField[]): Values {
  const values = fields.find((field) => field.field_id === id)?.values ?? [];
  return values.map(({ value, enum_id }) => ({
    custom_field_value: { field_id: id, enum_id: enum_id ?? null, text: String(value) },
  }));
}

function tagEvents(
  account: Account,
  kind: string,
  before: Entity | null,
  after: Entity,
): readonly EventBody[] {
  const tag = (id: number) => [{ tag: { name: account.state.tags.get(id)?.name ?? '' } }];
  const had = before?.tags ?? [];
  return [
    ...after.tags
      .filter((id) => !had.includes(id))
      .map((id) => event('entity_tag_added', kind, after.id, { after: tag(id) })),
    ...had
      .filter((id) => !after.tags.includes(id))
      .map((id) => event('entity_tag_deleted', kind, after.id, { before: tag(id) })),
  ];
}

function taskEvents({ before, after }: Extract<Mutation, { kind: 'task' }>): readonly EventBody[] {
  if (before === null) return [event('task_added', 'task', after.id)];
  return [
    ...(after.is_completed && !before.is_completed
      ? [event('task_completed', 'task', after.id)]
      : []),
    ...(after.text === before.text ? [] : [event('task_text_changed', 'task', after.id)]),
    ...(after.complete_till === before.complete_till
      ? []
      : [event('task_deadline_changed', 'task', after.id)]),
    ...(after.result === before.result ? [] : [event('task_result_added', 'task', after.id)]),
  ];
}

function noteEvents({
  before,
  after: note,
}: Extract<Mutation, { kind: 'note' }>): readonly EventBody[] {
  if (before) return [];
  const kind = { leads: 'lead', contacts: 'contact', companies: 'company' }[note.entity_type];
  const type = note.note_type === 'common' ? 'common_note_added' : `${note.note_type}_note_added`;
  return [event(type, kind, note.entity_id, { after: [{ note: { id: note.id } }] })];
}
