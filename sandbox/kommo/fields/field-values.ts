import type { Account } from '../account/account.js';
import { refuse } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';
import type { CustomField, EntityType, FieldValue, StoredField } from '../account/records.js';
import { readValue } from './value-types.js';

export interface FieldIndex {
  readonly byId: ReadonlyMap<number, CustomField>;
  readonly byCode: ReadonlyMap<string, CustomField>;
  readonly nullClears: boolean;
  readonly emptyClears: boolean;
}

export interface ReadFields {
  readonly fields: readonly StoredField[];
  readonly errors: readonly FieldError[];
}

export function fieldIndex(account: Account, entity: EntityType): FieldIndex {
  const fields = [...account.state.customFields.values()].filter((f) => f.entity_type === entity);
  return {
    byId: new Map(fields.map((field) => [field.id, field])),
    byCode: new Map(fields.flatMap((field) => (field.code === null ? [] : [[field.code, field]]))),
    nullClears: !account.switches.isOn('null-values-refused'),
    emptyClears: !account.switches.isOn('empty-values-refused'),
  };
}

/** Kommo says it of `leads/complex`, of each lead, contact and company; here it holds for every write. */
const mostValues = 40;

/**
 * Reads `custom_fields_values`: each field given replaces the whole of what was stored, a cleared one
 * comes back with no values. Paths are those of Kommo's validation errors.
 */
export function readFieldValues(index: FieldIndex, input: unknown, prefix = ''): ReadFields {
  const path = `${prefix}custom_fields_values`;
  if (input === undefined || input === null) return { fields: [], errors: [] };
  if (!Array.isArray(input)) return { fields: [], errors: [refuse(path, 'InvalidType')] };
  if (input.length > mostValues) return { fields: [], errors: [refuse(path, 'TooLong')] };
  const read = input.map((entry, position) => readField(index, entry, `${path}.${position}`));
  return {
    fields: read.flatMap((outcome) => ('field' in outcome ? [outcome.field] : [])),
    errors: read.flatMap((outcome) => ('errors' in outcome ? outcome.errors : [])),
  };
}

/** What was stored, with the given fields in place of their former values. */
export function mergeFields(
  before: readonly StoredField[],
  given: readonly StoredField[],
): readonly StoredField[] {
  if (given.length === 0) return before;
  const merged = new Map(before.map((field) => [field.field_id, field]));
  for (const field of given) {
    if (field.values.length === 0) merged.delete(field.field_id);
    else merged.set(field.field_id, field);
  }
  return [...merged.values()];
}

type ReadField = { readonly field: StoredField } | { readonly errors: readonly FieldError[] };

function readField(index: FieldIndex, entry: unknown, path: string): ReadField {
  if (typeof entry !== 'object' || entry === null) return { errors: [refuse(path, 'InvalidType')] };
  const given: ReadonlyMap<string, unknown> = new Map(Object.entries(entry));
  const found = findField(index, given, path);
  if ('errors' in found) return found;
  return readValues(index, found.field, given.get('values'), `${path}.values`);
}

function findField(
  index: FieldIndex,
  given: ReadonlyMap<string, unknown>,
  path: string,
): { readonly field: CustomField } | { readonly errors: readonly FieldError[] } {
  const id = given.get('field_id');
  const code = given.get('field_code');
  if (id === undefined || id === null) {
    if (code === undefined || code === null)
      return { errors: [refuse(`${path}.field_id`, 'FieldMissing')] };
    if (typeof code !== 'string') return { errors: [refuse(`${path}.field_code`, 'InvalidType')] };
    const field = index.byCode.get(code);
    return field ? { field } : { errors: [refuse(`${path}.field_code`, 'NotSupportedChoice')] };
  }
  if (typeof id !== 'number' || !Number.isInteger(id))
    return { errors: [refuse(`${path}.field_id`, 'InvalidType')] };
  const field = index.byId.get(id);
  return field ? { field } : { errors: [refuse(`${path}.field_id`, 'NotSupportedChoice')] };
}

const oneValueTypes: ReadonlySet<string> = new Set([
  'select',
  'radiobutton',
  'numeric',
  'monetary',
  'checkbox',
]);

function readValues(
  index: FieldIndex,
  field: CustomField,
  values: unknown,
  path: string,
): ReadField {
  const cleared: ReadField = { field: { field_id: field.id, values: [] } };
  if (values === null && index.nullClears) return cleared;
  if (values === undefined) return { errors: [refuse(path, 'FieldMissing')] };
  if (!Array.isArray(values)) return { errors: [refuse(path, 'InvalidType')] };
  const items: readonly unknown[] = values;
  if (items.length === 0)
    return index.emptyClears ? cleared : { errors: [refuse(path, 'TooShort')] };
  if (items.length > 1 && oneValueTypes.has(field.type))
    return { errors: [refuse(path, 'TooLong')] };
  const read = items.map((item, position) => readValue(field, item, `${path}.${position}`));
  const errors = read.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []));
  if (errors.length > 0) return { errors };
  const kept: FieldValue[] = read.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []));
  return { field: { field_id: field.id, values: kept } };
}
