import { companySchema, contactSchema } from '../http/api-schemas.js';
import type { ApiContact, FieldValue } from '../http/api-schemas.js';
import { readAs } from '../http/client.js';
import type { KommoClient } from '../http/client.js';
import { emailsIn } from '../../../../../domain/person/emails-in.js';
import { numbersIn, toE164 } from '../people/contact-keys.js';
import { codes } from '../fields/field-codes.js';
import type { KommoLead } from '../kommo.js';
import type { LeadCorrection } from './lead-correction.js';

/**
 * Writes what a person corrected where Kommo keeps it: the lead, its contact, its company. A contact's further numbers and
 * addresses stay: the field is replaced whole, so they are read and sent again. Repeating it changes nothing.
 */
export async function correctLead(
  client: KommoClient,
  current: KommoLead,
  correction: LeadCorrection,
): Promise<void> {
  const { amount, taxId, fullName, email, phone, companyName } = correction;
  const lead = {
    ...(amount === undefined ? {} : { price: amount }),
    ...(taxId === undefined
      ? {}
      : { custom_fields_values: [{ field_code: codes.taxId, values: [{ value: taxId }] }] }),
  };
  if (Object.keys(lead).length > 0) await client.patch(`/api/v4/leads/${current.id}`, lead);
  if (current.contactId !== null && [fullName, email, phone].some((one) => one !== undefined)) {
    await correctContact(client, current.contactId, current, correction);
  }
  if (current.companyId !== null && companyName !== undefined) {
    const path = `/api/v4/companies/${current.companyId}`;
    const company = readAs(companySchema, await client.get(path), path);
    if (company.name !== companyName) await client.patch(path, { name: companyName });
  }
}

async function correctContact(
  client: KommoClient,
  contactId: number,
  { person }: KommoLead,
  { fullName, email, phone }: LeadCorrection,
): Promise<void> {
  const path = `/api/v4/contacts/${contactId}`;
  const contact = readAs(contactSchema, await client.get(path), path);
  const fields = [
    ...swapped(contact, { code: 'PHONE', before: person.phone, after: phone, kind: 'MOB' }),
    ...swapped(contact, { code: 'EMAIL', before: person.email, after: email, kind: 'WORK' }),
  ];
  await client.patch(path, {
    ...(fullName === undefined ? {} : { name: fullName }),
    ...(fields.length === 0 ? {} : { custom_fields_values: fields }),
  });
}

interface Swap {
  readonly code: 'PHONE' | 'EMAIL';
  readonly before: string | null;
  readonly after: string | undefined;
  readonly kind: string;
}

function swapped({ custom_fields_values }: ApiContact, { code, before, after, kind }: Swap) {
  if (after === undefined) return [];
  const field = custom_fields_values.find(({ field_code }) => field_code === code);
  const held = (field?.values ?? []).flatMap((one) => apart(code, one));
  const isBefore = ({ value }: FieldValue['values'][number]) =>
    before !== null && typeof value === 'string' && bare(code, value) === bare(code, before);
  const isAfter = ({ value }: FieldValue['values'][number]) =>
    typeof value === 'string' && bare(code, value) === bare(code, after);
  const kept = held.filter((one) => !isBefore(one) && !isAfter(one)).map(toBody);
  const place = held.find(isBefore) ?? held.find(isAfter);
  const corrected = {
    ...(place === undefined ? { enum_code: kind } : toBody(place)),
    value: after,
  };
  return [{ field_code: code, values: [corrected, ...kept] }];
}

/** Several in one value become values of their own, so that correcting one leaves the others. */
function apart(code: Swap['code'], one: FieldValue['values'][number]) {
  if (typeof one.value !== 'string') return [one];
  const parts = (code === 'PHONE' ? numbersIn : emailsIn)(one.value);
  return parts.length > 1 ? parts.map((value) => ({ ...one, value })) : [one];
}

const bare = (code: Swap['code'], text: string): string =>
  code === 'PHONE' ? (toE164(text) ?? text) : text.trim().toLowerCase();

const toBody = ({ value, enum_code, enum_id }: FieldValue['values'][number]) => ({
  value,
  ...(enum_code === null ? {} : { enum_code }),
  ...(enum_code === null && enum_id !== null ? { enum_id } : {}),
});
