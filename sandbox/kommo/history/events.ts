import type { Account, Mutation } from '../account/account.js';
import { listPage } from '../http/page.js';
import { Problem } from '../http/problem.js';
import { inRange, listAt, numbersAt, oneOf, timesAt } from '../http/query.js';
import type { FeedEvent } from '../account/records.js';
import { empty, hal } from '../http/reply.js';
import type { Reply } from '../http/reply.js';
import { link } from '../http/route.js';
import type { Call, Route } from '../http/route.js';
import { eventsOf } from './event-diff.js';
import { matchesValue } from './event-filter.js';

export const eventRoutes: readonly Route[] = [
  { method: 'get', path: '/events', handle: list },
  { method: 'get', path: '/events/types', handle: listTypes },
  { method: 'get', path: '/events/:id', handle: read },
];

/** Kommo keeps months; the stand-in keeps the newest of them. */
const mostKept = 20_000;

/** Writes the feed: every mutation leaves its events. */
export function recordEvents(account: Account): void {
  const { events } = account.state;
  account.onChange((mutation: Mutation) => {
    for (const event of eventsOf(account, mutation)) {
      const id = `01${account.nextId().toString(36).padStart(24, '0')}`;
      events.set(id, {
        id,
        ...event,
        created_by: mutation.userId,
        created_at: account.clock.seconds(),
      });
    }
    for (const oldest of events.keys()) {
      if (events.size <= mostKept) break;
      events.delete(oldest);
    }
  });
}

const mostInFilter = 10;

function list(call: Call): Reply {
  const by = numbersAt(call.query, 'filter', 'created_by');
  const entities = listAt(call.query, 'filter', 'entity');
  const ids = numbersAt(call.query, 'filter', 'entity_id');
  const types = listAt(call.query, 'filter', 'type');
  const named = listAt(call.query, 'filter', 'id');
  const created = timesAt(call.query, 'filter', 'created_at');
  if (by.length > mostInFilter || ids.length > mostInFilter)
    throw new Problem(400, `Limit ${mostInFilter} values`);
  if (ids.length > 0 && entities.length !== 1)
    throw new Problem(400, 'entity_id needs exactly one entity');
  const isOfEntity = oneOf(ids);
  const isNamed = oneOf(named);
  const isBy = oneOf(by);
  const isKind = oneOf(entities);
  const isType = oneOf(types);
  const isAsked = (event: FeedEvent) =>
    inRange(event.created_at, created) &&
    isOfEntity(event.entity_id) &&
    isNamed(event.id) &&
    isBy(event.created_by) &&
    isKind(event.entity_type) &&
    isType(event.type) &&
    matchesValue(call.query, event);
  const items: FeedEvent[] = [];
  // Thousands are kept: only what is asked for is copied and turned round.
  for (const event of call.account.state.events.values()) if (isAsked(event)) items.push(event);
  items.reverse();
  return listPage(call, {
    key: 'events',
    items,
    view: (event) => eventView(call, event),
    most: 100,
  });
}

function read(call: Call): Reply {
  const event = call.account.state.events.get(call.params['id'] ?? '');
  return event ? hal(eventView(call, event)) : empty();
}

const knownTypes = [
  ...[
    'lead_added',
    'lead_deleted',
    'lead_restored',
    'lead_status_changed',
    'contact_added',
    'contact_deleted',
  ],
  ...['contact_restored', 'company_added', 'company_deleted', 'company_restored', 'entity_linked'],
  ...[
    'entity_unlinked',
    'entity_responsible_changed',
    'entity_tag_added',
    'entity_tag_deleted',
    'task_added',
  ],
  ...[
    'task_completed',
    'task_text_changed',
    'task_deadline_changed',
    'task_result_added',
    'name_field_changed',
  ],
  ...['sale_field_changed', 'common_note_added', 'service_note_added', 'incoming_chat_message'],
  ...['outgoing_chat_message', 'talk_created'],
];

function listTypes(call: Call): Reply {
  return hal({
    _total_items: knownTypes.length,
    _links: { self: { href: call.url.href } },
    _embedded: {
      events_types: knownTypes.map((key) => ({ key, type: 0, lang: key.replaceAll('_', ' ') })),
    },
  });
}

const plural: Readonly<Record<string, string>> = {
  ...{ lead: 'leads', contact: 'contacts', company: 'companies', task: 'tasks' },
};

function eventView(call: Call, event: FeedEvent): unknown {
  const { entity_id, entity_type } = event;
  const named = listAt(call.query, 'with').includes(`${entity_type}_name`);
  const name = named ? entityName(call.account, event) : undefined;
  const entity = {
    id: entity_id,
    ...(name !== undefined && { name }),
    _links: link(call, `/${plural[entity_type] ?? entity_type}/${entity_id}`),
  };
  return {
    ...event,
    account_id: call.account.id,
    _links: link(call, `/events/${event.id}`),
    _embedded: { entity },
  };
}

function entityName({ state }: Account, { entity_type, entity_id }: FeedEvent): string | undefined {
  if (entity_type === 'lead') return state.leads.get(entity_id)?.name;
  if (entity_type === 'contact') return state.contacts.get(entity_id)?.name;
  return state.companies.get(entity_id)?.name;
}
