import type { Row } from '../database.js';
import { valueError } from '../errors.js';
import { asIds, asText, isArray, isEmpty } from '../json.js';
import type { Json } from '../json.js';
import { canSeeField, checkAccess, checkFields } from './access.js';
import { displayName, fieldValue } from './field-value.js';
import type { Env, Field, Model } from './model.js';
import { fieldsOf, findField } from './registry.js';

/** Missing ids are left out, without an error. `fields` null: all of them. */
export function readRecords(
  env: Env,
  model: Model,
  ids: readonly number[],
  fields: Json,
): readonly Row[] {
  checkAccess(env, model, 'read');

  const names = fieldNames(env, model, fields);
  return ids.flatMap((id) => {
    const row = env.db.get(model.name, id);
    return row ? [readRow(env, model, row, names)] : [];
  });
}

export function readRow(env: Env, model: Model, row: Row, names: readonly string[]): Row {
  const shown = names.map((name) => [name, readField(env, model, row, name)] as const);
  return { id: row['id'] ?? false, ...Object.fromEntries(shown) };
}

export function fieldNames(env: Env, model: Model, fields: Json): readonly string[] {
  if (isEmpty(fields) || !isArray(fields)) {
    const all = Object.entries(fieldsOf(env, model));
    return all.flatMap(([name, field]) => (canSeeField(env, field) ? [name] : []));
  }
  const names = fields.map(asText);
  const unknown = names.find((name) => !findField(env, model, name));
  if (unknown !== undefined) throw unknownField(env, model, unknown);
  checkFields(env, model, names);
  return names;
}

export function unknownField(env: Env, model: Model, name: string): Error {
  return valueError(
    env.version >= 19
      ? `Invalid field '${name}' in '${model.name}'`
      : `Invalid field '${name}' on model '${model.name}'`,
  );
}

function readField(env: Env, model: Model, row: Row, name: string): Json {
  const own = fieldValue(env, model, name, row);
  const field = findField(env, model, name);
  return field?.type === 'many2one' ? named(env, field, own) : own;
}

function named(env: Env, field: Field, own: Json): Json {
  const [id] = asIds(own);
  const related = env.models.get(field.relation ?? '');
  return id !== undefined && related ? [id, displayName(env, related, id)] : false;
}
