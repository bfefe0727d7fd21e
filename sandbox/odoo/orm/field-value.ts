import type { Row } from '../database.js';
import { asIds, asText } from '../json.js';
import type { Json } from '../json.js';
import type { Env, Field, Model } from './model.js';
import { findField, findModel } from './registry.js';

/** A field as it stands, computed ones included; what was never written is false, 0 or []. */
export function fieldValue(env: Env, model: Model, name: string, row: Row): Json {
  const field = findField(env, model, name);
  if (name === 'display_name') return displayName(env, model, Number(row['id']));
  if (!field) return false;
  if (field.compute) return field.compute(env, row);
  if (field.type === 'one2many') return childIds(env, field, Number(row['id']));
  return row[name] ?? emptyValue(field);
}

export function displayName(env: Env, model: Model, id: number): string {
  const row = env.db.get(model.name, id);
  if (!row) return `${model.name},${id}`;
  return model.displayName?.(env, row) ?? (asText(row['name']) || `${model.name},${id}`);
}

function childIds(env: Env, field: Field, id: number): readonly number[] {
  const child = findModel(env, field.relation ?? '');
  return env.db
    .all(child.name)
    .filter((row) => row[field.inverse ?? ''] === id && row['active'] !== false)
    .flatMap((row) => asIds(row['id']));
}

function emptyValue(field: Field): Json {
  if (field.type === 'integer' || field.type === 'float' || field.type === 'monetary') return 0;
  return field.type === 'many2many' || field.type === 'one2many' ? [] : false;
}
