import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { emailsIn } from '../../../../../domain/person/emails-in.js';
import type { ApiContact } from '../http/api-schemas.js';
import { textsOf } from '../fields/field-values.js';

/** Keys of the person index: what makes two captures the same person. What is no number ("000") is nobody's. */
export function keysOf({ custom_fields_values }: ApiContact): readonly string[] {
  const phones = textsOf(custom_fields_values, 'PHONE')
    .flatMap(numbersIn)
    .filter((number) => number.startsWith('+'))
    .map((number) => `phone:${number}`);
  const emails = textsOf(custom_fields_values, 'EMAIL')
    .flatMap(emailsIn)
    .map((email) => `email:${email}`);
  return [...new Set([...phones, ...emails])];
}

/** The mobile number, and another one as the landline. */
export function phonesOf(contact: ApiContact | undefined): {
  readonly phone: string | null;
  readonly landline: string | null;
} {
  const field = contact?.custom_fields_values.find(({ field_code }) => field_code === 'PHONE');
  const numbers = (field?.values ?? []).flatMap(({ value, enum_code }) => {
    const found = typeof value === 'string' ? numbersIn(value) : [];
    return found.map((number) => ({ number, enum_code }));
  });
  const main = numbers.find(({ enum_code }) => enum_code === 'MOB') ?? numbers[0];
  const other = numbers.find(({ number }) => number !== main?.number);
  return { phone: main?.number ?? null, landline: other?.number ?? null };
}

/**
 * Kommo keeps numbers as they were typed, so they are normalised on every reading: Dominican where that is a number, else
 * as from abroad without its "+". What is neither stays as it was typed.
 */
export function toE164(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text, 'DO');
  if (parsed?.isValid() === true) return parsed.number;
  const foreign = parsePhoneNumberFromString(`+${text.replace(/\D/gu, '')}`);
  if (foreign?.isValid() === true) return foreign.number;
  return /\d/u.test(text) ? text.trim() : null;
}

/** A field that holds two numbers ("809-555-0142 / 829-555-0143") is read as two. */
export const numbersIn = (field: string): readonly string[] => {
  const parts = field.slice(0, longest).split(/[/;|,]| y | o /u);
  const numbers = parts.filter((part) => part.replace(/\D/gu, '').length >= 7);
  return (numbers.length > 1 ? numbers : [field.slice(0, longest)]).flatMap(
    (part) => toE164(part) ?? [],
  );
};

const longest = 500;
