import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { ApiContact } from '../http/api-schemas.js';
import { textsOf } from '../fields/field-values.js';

/** Keys of the person index: what makes two captures the same person. */
export function keysOf({ custom_fields_values }: ApiContact): readonly string[] {
  const phones = textsOf(custom_fields_values, 'PHONE').flatMap((text) => {
    const number = toE164(text);
    return number === null ? [] : [`phone:${number}`];
  });
  const emails = textsOf(custom_fields_values, 'EMAIL').map(
    (text) => `email:${text.toLowerCase()}`,
  );
  return [...new Set([...phones, ...emails])];
}

/** The mobile number, and another one as the landline. */
export function phonesOf(contact: ApiContact | undefined): {
  readonly phone: string | null;
  readonly landline: string | null;
} {
  const field = contact?.custom_fields_values.find(({ field_code }) => field_code === 'PHONE');
  const numbers = (field?.values ?? []).flatMap(({ value, enum_code }) => {
    const number = typeof value === 'string' ? toE164(value) : null;
    return number === null ? [] : [{ number, enum_code }];
  });
  const main = numbers.find(({ enum_code }) => enum_code === 'MOB') ?? numbers[0];
  const other = numbers.find(({ number }) => number !== main?.number);
  return { phone: main?.number ?? null, landline: other?.number ?? null };
}

/** Kommo keeps numbers as they were typed, so they are normalised on every reading; Dominican where none says. */
export const toE164 = (text: string): string | null =>
  parsePhoneNumberFromString(text, 'DO')?.number ?? null;
