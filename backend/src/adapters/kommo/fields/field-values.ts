import type { FieldProblem } from '../../../../../domain/field-problem.js';
import type { AccountMap } from './account-map.js';
import type { ApiField, FieldValue } from '../http/api-schemas.js';
import { sameText } from './same-text.js';
import { refusedValue } from '../refused-value.js';

/** A field as we want it: option texts for a choice, one number or text otherwise. */
export interface WantedField {
  readonly code: string;
  readonly values: readonly (string | number)[];
}

/** A field as Kommo takes it; the whole field is replaced, fields not sent stay as they are. */
export interface FieldBody {
  readonly field_code: string;
  readonly values: readonly Readonly<Record<string, unknown>>[];
}

/** `leads/complex` takes at most 40 field values per entity (Kommo's page "complex-leads"); a change keeps to it too. */
export const mostFields = 40;

export interface EncodedFields {
  readonly fields: readonly FieldBody[];
  readonly problems: readonly FieldProblem[];
}

/**
 * Writes fields in the account's own ids. A field or option that the account lacks is left out and reported: Kommo
 * refuses the whole lead for one of them (400, NotSupportedChoice), and never adds an option by itself.
 */
export function encodeFields(map: AccountMap, wanted: readonly WantedField[]): EncodedFields {
  const encoded = wanted.map(({ code, values }) => {
    const field = map.fieldByCode.get(code);
    return field === undefined ? missingField(code) : encodeField(field, code, values);
  });
  return {
    fields: encoded.flatMap(({ fields }) => fields),
    problems: encoded.flatMap(({ problems }) => problems),
  };
}

function encodeField(field: ApiField, code: string, values: WantedField['values']): EncodedFields {
  switch (field.type) {
    case 'select':
    case 'radiobutton':
    case 'multiselect':
      return encodeOptions(field, code, values);
    case 'numeric':
    case 'monetary':
      return one(
        code,
        values.map((value) => ({ value: Number(value) })),
      );
    default:
      return one(
        code,
        values.map((value) => ({ value: String(value) })),
      );
  }
}

function encodeOptions(
  field: ApiField,
  code: string,
  values: WantedField['values'],
): EncodedFields {
  const found = values.map((value) =>
    field.enums.find((option) => sameText(option.value, String(value))),
  );
  const chosen = found.flatMap((option) => (option === undefined ? [] : [{ enum_id: option.id }]));
  return {
    fields: chosen.length === 0 && values.length > 0 ? [] : [{ field_code: code, values: chosen }],
    problems:
      chosen.length === values.length
        ? []
        : [refusedValue({ code: 'NotSupportedChoice', path: code }, [])],
  };
}

const one = (code: string, values: FieldBody['values']): EncodedFields => ({
  fields: [{ field_code: code, values }],
  problems: [],
});

const missingField = (code: string): EncodedFields => ({
  fields: [],
  problems: [refusedValue({ code: 'FieldMissing', path: code }, [])],
});

/** The texts of a field, "" and null left out; empty when the field is not set. */
export function textsOf(values: readonly FieldValue[], code: string): readonly string[] {
  const field = values.find((candidate) => candidate.field_code === code);
  return (field?.values ?? []).flatMap(({ value }) => {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    return text === '' ? [] : [text];
  });
}

export const textOf = (values: readonly FieldValue[], code: string): string | null =>
  textsOf(values, code)[0] ?? null;

/** Numeric fields come back as strings. */
export function numberOf(values: readonly FieldValue[], code: string): number | null {
  const text = textOf(values, code);
  if (text === null) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
