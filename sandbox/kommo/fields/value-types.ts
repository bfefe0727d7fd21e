import { refuse } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';
import type { CustomField, EnumOption, FieldValue } from '../account/records.js';

type ReadValue = { readonly value: FieldValue } | { readonly error: FieldError };
type Reader = (field: CustomField, given: ReadonlyMap<string, unknown>, path: string) => ReadValue;

/** Reads one entry of `values` by the field's type. */
export function readValue(field: CustomField, item: unknown, path: string): ReadValue {
  if (typeof item !== 'object' || item === null) return { error: refuse(path, 'InvalidType') };
  const given: ReadonlyMap<string, unknown> = new Map(Object.entries(item));
  const reader = readers[field.type];
  return reader ? reader(field, given, path) : readAnything(field, given, path);
}

const readers: Readonly<Record<string, Reader>> = {
  text: readText,
  textarea: readText,
  url: readText,
  streetaddress: readText,
  tracking_data: readText,
  price: readText,
  numeric: readNumber,
  monetary: readNumber,
  checkbox: readFlag,
  select: readOption,
  radiobutton: readOption,
  multiselect: readOption,
  multitext: readMultitext,
  date: readTime,
  date_time: readTime,
  birthday: readTime,
  smart_address: readAddressPart,
};

function readText(
  _field: CustomField,
  given: ReadonlyMap<string, unknown>,
  path: string,
): ReadValue {
  const value = given.get('value');
  if (typeof value === 'string') return { value: { value } };
  return { error: refuse(`${path}.value`, value === undefined ? 'FieldMissing' : 'InvalidType') };
}

/** Numbers come back as strings, whatever they were sent as. */
function readNumber(
  _field: CustomField,
  given: ReadonlyMap<string, unknown>,
  path: string,
): ReadValue {
  const value = given.get('value');
  if (typeof value === 'number' && Number.isFinite(value))
    return { value: { value: String(value) } };
  if (typeof value === 'string' && /^-?\d+([.,]\d+)?$/.test(value)) return { value: { value } };
  return { error: refuse(`${path}.value`, value === undefined ? 'FieldMissing' : 'InvalidType') };
}

const flags: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...[true, 1, '1'].map((value): [unknown, boolean] => [value, true]),
  ...[false, 0, '0'].map((value): [unknown, boolean] => [value, false]),
]);

function readFlag(
  _field: CustomField,
  given: ReadonlyMap<string, unknown>,
  path: string,
): ReadValue {
  const flag = flags.get(given.get('value'));
  return flag === undefined
    ? { error: refuse(`${path}.value`, 'InvalidType') }
    : { value: { value: flag } };
}

/** One of enum_id, enum_code or the exact text; options are never created on the way. */
function readOption(
  field: CustomField,
  given: ReadonlyMap<string, unknown>,
  path: string,
): ReadValue {
  const asked = optionAsked(given);
  if (asked === null) return { error: refuse(`${path}.value`, 'FieldMissing') };
  const option = (field.enums ?? []).find(asked.matches);
  return option
    ? { value: optionValue(option) }
    : { error: refuse(`${path}.${asked.key}`, 'NotSupportedChoice') };
}

function optionAsked(
  given: ReadonlyMap<string, unknown>,
): { readonly key: string; readonly matches: (option: EnumOption) => boolean } | null {
  if (isGiven(given.get('enum_id')))
    return { key: 'enum_id', matches: (option) => option.id === given.get('enum_id') };
  if (isGiven(given.get('enum_code')))
    return { key: 'enum_code', matches: (option) => option.code === given.get('enum_code') };
  if (isGiven(given.get('value')))
    return { key: 'value', matches: (option) => option.value === given.get('value') };
  return null;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function optionValue(option: EnumOption): FieldValue {
  return { value: option.value, enum_id: option.id, enum_code: option.code };
}

/** Phone and e-mail: a text with a kind; the first kind where none is named. Stored verbatim. */
function readMultitext(
  field: CustomField,
  given: ReadonlyMap<string, unknown>,
  path: string,
): ReadValue {
  const text = readText(field, given, path);
  if ('error' in text) return text;
  const options = field.enums ?? [];
  const named = isGiven(given.get('enum_id')) || isGiven(given.get('enum_code'));
  const key = isGiven(given.get('enum_id')) ? 'enum_id' : 'enum_code';
  const option = named
    ? options.find((candidate) => [candidate.id, candidate.code].includes(kindOf(given.get(key))))
    : options[0];
  if (!option) return { error: refuse(`${path}.${key}`, 'NotSupportedChoice') };
  return { value: { value: text.value.value, enum_id: option.id, enum_code: option.code } };
}

function kindOf(value: unknown): number | string | null {
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

/** Unix seconds or RFC 3339 in; unix seconds out. */
function readTime(
  _field: CustomField,
  given: ReadonlyMap<string, unknown>,
  path: string,
): ReadValue {
  const value = given.get('value');
  if (typeof value === 'number' && Number.isInteger(value)) return { value: { value } };
  if (typeof value === 'string' && /^\d+$/.test(value)) return { value: { value: Number(value) } };
  if (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT/.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
    return { value: { value: Math.floor(Date.parse(value) / 1000) } };
  return { error: refuse(`${path}.value`, value === undefined ? 'FieldMissing' : 'InvalidType') };
}

const addressParts = ['address_line_1', 'address_line_2', 'city', 'state', 'zip', 'country'];

function readAddressPart(
  field: CustomField,
  given: ReadonlyMap<string, unknown>,
  path: string,
): ReadValue {
  const text = readText(field, given, path);
  if ('error' in text) return text;
  const code = given.get('enum_code');
  const number = typeof code === 'string' ? addressParts.indexOf(code) + 1 : given.get('enum_id');
  const part = typeof number === 'number' ? addressParts[number - 1] : undefined;
  if (typeof number !== 'number' || part === undefined)
    return { error: refuse(`${path}.enum_code`, 'NotSupportedChoice') };
  return { value: { value: text.value.value, enum_id: number, enum_code: part } };
}

/** legal_entity, linked_entity, chained_list, file: kept as they come. */
function readAnything(
  _field: CustomField,
  given: ReadonlyMap<string, unknown>,
  path: string,
): ReadValue {
  if (given.size === 0) return { error: refuse(`${path}.value`, 'FieldMissing') };
  return { value: { value: given.get('value') ?? Object.fromEntries(given) } };
}
