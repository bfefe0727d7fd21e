import type { ApiCompany, ApiContact, ApiLead, FieldValue } from '../http/api-schemas.js';
import { codes } from './field-codes.js';
import { textOf } from './field-values.js';

export interface KommoAddress {
  readonly street: string | null;
  readonly city: string | null;
  readonly zip: string | null;
}

/** Our own field first; else any field of lead, company or contact that is coded or called like a tax number. */
export function taxIdOf(
  lead: ApiLead,
  company: ApiCompany | null,
  contact: ApiContact | null,
): string | null {
  const values = [lead, company, contact].flatMap((one) => one?.custom_fields_values ?? []);
  const own = textOf(values, codes.taxId);
  if (own !== null) return own;
  const alike = values.find((field) => isTaxId(field) && firstText(field) !== null);
  return alike === undefined ? null : firstText(alike);
}

const isTaxId = ({ field_code, field_name }: FieldValue): boolean =>
  /^(rnc|vat|cedula)$/i.test(field_code ?? '') || /\b(rnc|c[eé]dula)\b/i.test(field_name);

/** Accounts have either the predefined text field or one of type "smart_address", whose parts are told by their code. */
export function addressOf(company: ApiCompany | null): KommoAddress | null {
  const values = company?.custom_fields_values ?? [];
  const parts = values.find(({ values: all }) => partOf(all, 'address_line_1') !== null);
  const street = textOf(values, 'ADDRESS');
  if (parts === undefined) return street === null ? null : { street, city: null, zip: null };
  return {
    street: partOf(parts.values, 'address_line_1'),
    city: partOf(parts.values, 'city'),
    zip: partOf(parts.values, 'zip'),
  };
}

const firstText = ({ values }: FieldValue): string | null => textIn(values[0]?.value);

const partOf = (values: FieldValue['values'], code: string): string | null =>
  textIn(values.find(({ enum_code }) => enum_code === code)?.value);

function textIn(value: unknown): string | null {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? null : text;
}
