import type { Row, Values } from '../database.js';
import { validationError } from '../errors.js';
import { isEmpty } from '../json.js';
import type { Env, Field, Model } from './model.js';
import { fieldsOf } from './registry.js';

/** Required fields, then the model's unique key, then its own rules. Throws ValidationError. */
export function checkRow(env: Env, model: Model, values: Values, before: Row | null): void {
  const row: Row = { ...before, ...values };
  for (const [name, field] of Object.entries(fieldsOf(env, model))) {
    const concerned = before === null || name in values;
    if (concerned && field.required && isMissing(field, row[name])) {
      throw validationError(missingField(env, model, name, field));
    }
  }
  checkUnique(env, model, row);
  model.check?.(env, row);
}

function isMissing(field: Field, value: Row[string] | undefined): boolean {
  if (['boolean', 'integer', 'float', 'monetary', 'one2many', 'many2many'].includes(field.type))
    return false;
  return isEmpty(value);
}

function checkUnique(env: Env, model: Model, row: Row): void {
  const unique = model.unique;
  if (!unique || unique.fields.some((name) => isEmpty(row[name]))) return;
  const twin = env.db
    .all(model.name)
    .some(
      (other) =>
        other['id'] !== row['id'] && unique.fields.every((name) => other[name] === row[name]),
    );
  if (twin) throw validationError(`The operation cannot be completed: ${unique.message}`);
}

function missingField(env: Env, model: Model, name: string, field: Field): string {
  const advice =
    'create/update: a mandatory field is not set\n' +
    '- delete: another model requires the record being deleted. If possible, archive it instead.';
  if (env.version >= 19) {
    return (
      `The operation cannot be completed: Missing required value for the field '${field.string}' (${name}).\n` +
      `Model: '${model.label}' (${model.name})\n- ${advice}\n`
    );
  }
  return (
    'The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n' +
    '- Delete: another model requires the record being deleted. If possible, archive it instead.\n\n' +
    `Model: ${model.label} (${model.name})\nField: ${field.string} (${name})\n`
  );
}
