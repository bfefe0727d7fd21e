import { OdooError } from '../errors.js';
import { asText, isArray, isEmpty } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import { externalRecord } from './external-id.js';
import type { Env, Field, Model } from './model.js';
import { findModel, requireField } from './registry.js';
import { searchRecords } from './search.js';

/** One cell of an import as a value to write. Relations come by label, by `/id` or by `/.id`. */
export function readCell(env: Env, model: Model, column: string, cell: Json): JsonObject {
  const [name = '', way] = column.split('/');
  const field = requireField(env, model, name);
  if (field.type === 'many2one')
    return { [name]: isEmpty(cell) ? false : relatedId(env, field, way, cell) };
  if (field.type === 'many2many') return { [name]: [[6, 0, relatedIds(env, field, way, cell)]] };
  if (field.type === 'one2many') return childCell(env, field, column, cell);
  if (isEmpty(cell)) return { [name]: false };
  if (field.type === 'selection') return { [name]: selectionKey(field, cell) };
  if (field.type === 'boolean')
    return { [name]: cell === true || /^(1|true|yes)$/i.test(asText(cell)) };
  return { [name]: cell };
}

/** `child_ids/name`: one child per row. Several columns of one child are merged by the caller's order. */
function childCell(env: Env, field: Field, column: string, cell: Json): JsonObject {
  const [name = '', ...rest] = column.split('/');
  if (isEmpty(cell)) return {};
  const child = findModel(env, field.relation ?? '');
  return { [name]: [[0, 0, readCell(env, child, rest.join('/'), cell)]] };
}

function relatedIds(
  env: Env,
  field: Field,
  way: string | undefined,
  cell: Json,
): readonly number[] {
  if (isEmpty(cell)) return [];
  const parts = isArray(cell) ? cell : asText(cell).split(',');
  return parts.map((part) =>
    relatedId(env, field, way, typeof part === 'string' ? part.trim() : part),
  );
}

function relatedId(env: Env, field: Field, way: string | undefined, cell: Json): number {
  const related = findModel(env, field.relation ?? '');
  const id = findRelated(env, related, way, cell);
  if (id === undefined || !env.db.get(related.name, id)) {
    throw new OdooError(
      'builtins.ValueError',
      `${noMatch(way)} '${asText(cell)}' in field '${field.string}'`,
    );
  }
  return id;
}

function findRelated(
  env: Env,
  related: Model,
  way: string | undefined,
  cell: Json,
): number | undefined {
  if (way === '.id') return Number(cell);
  if (way === 'id') return externalRecord(env, asText(cell))?.resId;
  return searchRecords(env, related, {
    domain: [['display_name', '=', asText(cell)]],
    limit: 1,
  })[0];
}

function noMatch(way: string | undefined): string {
  if (way === '.id') return 'No matching record found for database id';
  return way === 'id'
    ? 'No matching record found for external id'
    : 'No matching record found for name';
}

function selectionKey(field: Field, cell: Json): Json {
  const found = (field.selection ?? []).find(([key, label]) => key === cell || label === cell);
  if (found) return found[0];
  throw new OdooError(
    'builtins.ValueError',
    `Value '${asText(cell)}' not found in selection field '${field.string}'`,
  );
}
