import { emailsIn } from '../person/emails-in.js';
import { readAnyPhone } from '../person/phone.js';
import { bareTaxId, readTaxId } from '../person/tax-id.js';
import { noTraces } from './traces.js';
import type { Traces } from './traces.js';

/** Longer than any address or number; what is longer is not looked at. */
const longest = 254;

/** A number, an e-mail, an RNC or a cédula as somebody typed it; null for anything else. */
export function readPersonQuery(typed: string): Traces | null {
  const text = typed.trim();
  if (text.length > longest) return null;
  const emails = text.includes('@') ? emailsIn(text) : [];
  if (emails.length > 0) return { ...noTraces, emails };
  if (readTaxId(text).kind !== 'invalid') return { ...noTraces, taxIds: [bareTaxId(text)] };
  const phone = readAnyPhone(text);
  if (phone.kind === 'ok') return { ...noTraces, phones: [phone.value] };
  // Some numbers that DGII and JCE did issue fail their check digit.
  const digits = bareTaxId(text);
  return /^(?:\d{9}|\d{11})$/u.test(digits) ? { ...noTraces, taxIds: [digits] } : null;
}
