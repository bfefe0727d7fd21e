import type { FieldProblem } from '../field-problem.js';
import { readEmail } from '../person/email.js';
import { readCompanyName, readFullName } from '../person/name.js';
import { readPhone } from '../person/phone.js';
import type { ReadText } from '../person/phone.js';
import { readTaxId } from '../person/tax-id.js';
import type { ContactName } from './form-plan.js';

interface Rule {
  readonly read: (text: string) => ReadText;
  /** Null where it may be left empty. */
  readonly whenMissing: FieldProblem['remedy'] | null;
}

/** The capture's own readers; the landing page runs them in the browser and the companion again. */
const rules: Readonly<Record<ContactName, Rule>> = {
  full_name: { read: readFullName, whenMissing: { code: 'person.name_remedy' } },
  company_name: { read: readCompanyName, whenMissing: { code: 'person.company_remedy' } },
  email: { read: readEmail, whenMissing: { code: 'person.email_remedy' } },
  phone_number: { read: readPhone, whenMissing: { code: 'capture.phone_remedy' } },
  landline_number: { read: readPhone, whenMissing: null },
  tax_id: { read: readTaxIdText, whenMissing: null },
};

/** What is wrong with one field of the contact (R2.1); null where nothing is. */
export function checkContact(field: ContactName, text: string): FieldProblem | null {
  const { read, whenMissing } = rules[field];
  if (text.trim() === '') {
    return whenMissing === null
      ? null
      : { field, reason: { code: 'capture.missing' }, remedy: whenMissing };
  }
  const result = read(text);
  return result.kind === 'ok' ? null : { field, reason: result.reason, remedy: result.remedy };
}

/** "Wrong" asks once more: a few old numbers fail their check digit, so the second time it is taken as typed. */
function readTaxIdText(text: string): ReadText {
  const read = readTaxId(text.slice(0, longestTaxId));
  return read.kind === 'invalid'
    ? { kind: 'invalid', reason: read.reason, remedy: { code: 'person.tax_id_remedy' } }
    : { kind: 'ok', value: read.digits };
}

const longestTaxId = 60;
