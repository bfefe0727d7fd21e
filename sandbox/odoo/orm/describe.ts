import { isArray } from '../json.js';
import type { JsonObject } from '../json.js';
import type { Env, Field, Model } from './model.js';
import { canSeeField } from './access.js';
import { fieldsOf } from './registry.js';

/** `fields_get(allfields, attributes)`. */
export function describeFields(env: Env, model: Model, args: JsonObject): JsonObject {
  const wanted =
    isArray(args['allfields']) && args['allfields'].length > 0 ? args['allfields'] : null;
  const attributes =
    isArray(args['attributes']) && args['attributes'].length > 0 ? args['attributes'] : null;

  const described = Object.entries(fieldsOf(env, model))
    .filter(([name, field]) => canSeeField(env, field) && (wanted?.includes(name) ?? true))
    .map(([name, field]) => {
      const all = Object.entries(describe(name, field));
      const kept = all.filter(
        ([attribute]) => attributes === null || attributes.includes(attribute),
      );
      return [name, Object.fromEntries(kept)] as const;
    });
  return Object.fromEntries(described);
}

function describe(name: string, field: Field): JsonObject {
  return {
    name,
    type: field.type,
    string: field.string,
    required: field.required ?? false,
    readonly: field.readonly ?? field.compute !== undefined,
    store: field.compute === undefined,
    searchable: true,
    sortable: field.compute === undefined && !field.type.endsWith('2many'),
    ...(field.relation === undefined ? {} : { relation: field.relation, context: {}, domain: [] }),
    ...(field.inverse === undefined ? {} : { relation_field: field.inverse }),
    ...(field.selection === undefined ? {} : { selection: field.selection }),
  };
}
