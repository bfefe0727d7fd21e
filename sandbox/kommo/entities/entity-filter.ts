import { searchText } from './entity-view.js';
import { groupsAt, inRange, listAt, numbersAt, rangeAt, textAt } from '../http/query.js';
import type { Entity, Lead } from '../account/records.js';
import type { Call } from '../http/route.js';

const numericFilters = ['id', 'created_by', 'updated_by', 'responsible_user_id'] as const;
const timeFilters = ['created_at', 'updated_at', 'closest_task_at'] as const;

/** Filters and order of `GET /leads|contacts|companies`. */
export function chooseEntities<T extends Entity>(call: Call, all: Iterable<T>): readonly T[] {
  const deleted = listAt(call.query, 'with').includes('only_deleted');
  const present = [...all].filter((entity) => entity.is_deleted === deleted);
  const matches = call.account.switches.isOn('filters-ignored') ? () => true : filterOf(call);
  const searched = searchOf(call);
  return sortEntities(
    call,
    present.filter((entity) => matches(entity) && searched(entity)),
  );
}

function filterOf(call: Call): (entity: Entity) => boolean {
  const numbers = numericFilters
    .map((key) => ({ key, wanted: numbersAt(call.query, 'filter', key) }))
    .filter(({ wanted }) => wanted.length > 0);
  const times = timeFilters.map((key) => ({ key, range: rangeAt(call.query, 'filter', key) }));
  const names = listAt(call.query, 'filter', 'name');
  const values = fieldFilter(call);
  return (entity) =>
    numbers.every(({ key, wanted }) => wanted.includes(entity[key])) &&
    times.every(({ key, range }) => inRange(entity[key], range)) &&
    (names.length === 0 || names.includes(entity.name)) &&
    values(entity);
}

/** Alpha in Kommo and off in most accounts. */
function fieldFilter(call: Call): (entity: Entity) => boolean {
  const filter = call.query['filter'];
  const asked = typeof filter === 'object' ? filter['custom_fields_values'] : undefined;
  if (typeof asked !== 'object' || !call.account.switches.isOn('field-filter-enabled'))
    return () => true;
  const wanted = Object.keys(asked).map((id) => ({ id: Number(id), values: listAt(asked, id) }));
  return (entity) =>
    wanted.every(({ id, values }) =>
      entity.fields.some(
        (field) =>
          field.field_id === id && field.values.some(({ value }) => values.includes(String(value))),
      ),
    );
}

/** The search index trails the records by this much where the switch says so. */
const searchLagSeconds = 5;

function searchOf(call: Call): (entity: Entity) => boolean {
  const asked = textAt(call.query, 'query')?.trim().toLowerCase();
  if (!asked) return () => true;
  const lag = call.account.switches.isOn('search-lags') ? searchLagSeconds : -Infinity;
  const now = call.account.clock.seconds();
  return (entity) => now - entity.updated_at >= lag && searchText(entity).includes(asked);
}

/** The filters that only leads have. */
export function chooseLeads(call: Call, all: Iterable<Lead>): readonly Lead[] {
  const leads = chooseEntities(call, all);
  if (call.account.switches.isOn('filters-ignored')) return leads;
  const pipelines = numbersAt(call.query, 'filter', 'pipeline_id');
  const prices = numbersAt(call.query, 'filter', 'price');
  const closed = rangeAt(call.query, 'filter', 'closed_at');
  const statuses = groupsAt(call.query, 'filter', 'statuses').map((group) => ({
    pipeline: Number(textAt(group, 'pipeline_id')),
    status: Number(textAt(group, 'status_id')),
  }));
  return leads.filter(
    (lead) =>
      (pipelines.length === 0 || pipelines.includes(lead.pipeline_id)) &&
      (prices.length === 0 || prices.includes(lead.price)) &&
      inRange(lead.closed_at, closed) &&
      (statuses.length === 0 ||
        statuses.some(
          ({ pipeline, status }) => pipeline === lead.pipeline_id && status === lead.status_id,
        )),
  );
}

const orders = ['created_at', 'updated_at', 'id'] as const;

function sortEntities<T extends Entity>(call: Call, entities: readonly T[]): readonly T[] {
  const key = orders.find((name) => textAt(call.query, 'order', name) !== undefined);
  if (key === undefined) return entities;
  const sign = textAt(call.query, 'order', key) === 'desc' ? -1 : 1;
  return [...entities].sort((a, b) => sign * (a[key] - b[key] || a.id - b.id));
}
