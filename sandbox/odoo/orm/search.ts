import type { Row } from '../database.js';
import { valueError } from '../errors.js';
import { asIds, asNumber, asText, isEmpty } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import { checkAccess } from './access.js';
import { compileDomain, mentions } from './domain.js';
import { displayName, fieldValue } from './field-value.js';
import type { Env, Model } from './model.js';
import { findField } from './registry.js';

/** Named as `search` takes them: domain, offset, limit, order. */
export function searchRecords(env: Env, model: Model, args: JsonObject): readonly number[] {
  checkAccess(env, model, 'read');

  const domain = args['domain'] ?? [];
  const test = compileDomain(env, model, domain);
  const found = env.db
    .all(model.name)
    .filter((row) => isVisible(env, model, domain, row) && test(row));
  const sorted = sortRows(env, model, found, asText(args['order']) || model.order || 'id');

  const offset = asNumber(args['offset']);
  const limit =
    isEmpty(args['limit']) || args['limit'] === 0 ? sorted.length : asNumber(args['limit']);
  return sorted.slice(offset, offset + limit).flatMap((row) => asIds(row['id']));
}

/** Archived records are hidden unless the domain or the context asks for them. */
function isVisible(env: Env, model: Model, domain: Json, row: Row): boolean {
  if (!('active' in model.fields) || env.context['active_test'] === false) return true;
  return mentions(domain, 'active') || row['active'] !== false;
}

function sortRows(env: Env, model: Model, rows: readonly Row[], order: string): readonly Row[] {
  const keys = order.split(',').map((part) => {
    const [name = '', direction = 'asc'] = part.trim().split(/\s+/);
    if (!findField(env, model, name)) {
      throw valueError(`Invalid field '${name}' on model '${model.name}'`);
    }
    return { name, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });

  return [...rows].sort((first, second) => {
    for (const { name, sign } of keys) {
      const order = compare(sortKey(env, model, name, first), sortKey(env, model, name, second));
      if (order !== 0) return order * sign;
    }
    return asNumber(first['id']) - asNumber(second['id']);
  });
}

function sortKey(env: Env, model: Model, name: string, row: Row): string | number {
  const own = fieldValue(env, model, name, row);
  const relation = findField(env, model, name)?.relation;
  const related = relation ? env.models.get(relation) : undefined;
  if (related)
    return asIds(own)
      .map((id) => displayName(env, related, id))
      .join();
  if (typeof own === 'number') return own;
  if (typeof own === 'boolean') return own ? 1 : 0;
  return asText(own).toLowerCase();
}

function compare(first: string | number, second: string | number): number {
  if (first === second) return 0;
  // Nothing sorts last, as NULL does in PostgreSQL.
  if (first === 0 && typeof second === 'string') return 1;
  if (second === 0 && typeof first === 'string') return -1;
  return first < second ? -1 : 1;
}
