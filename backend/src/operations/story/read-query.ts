import { readEmail } from '../../../../domain/person/email.js';
import { readAnyPhone } from '../../../../domain/person/phone.js';
import { cleanLine, fold } from '../../../../domain/person/text.js';
import type { LeadQuery } from '../../storage/tables.js';

export const longestQuery = 100;
const mostWords = 6;
/** PostgreSQL's largest bigint has nineteen digits; ours and Odoo's ids have far fewer. */
const longestId = 15;

/** What somebody typed may be a name, a phone, an e-mail, an RNC, or an id of Kommo or Odoo: each that it can be is looked for. */
export function readQuery(typed: string): LeadQuery {
  const text = cleanLine(typed.slice(0, longestQuery));
  const isNumber = /^[\d\s()+.,/#-]*\d[\d\s()+.,/#-]*$/u.test(text);
  if (!isNumber) {
    const words = text.includes('@') ? [] : wordsOf(text);
    return { words, email: emailOf(text), phones: [], taxId: null, id: null };
  }
  const digits = text.replace(/\D/gu, '');
  const isTaxId = digits.length >= 9 && digits.length <= 11;
  return {
    ...{ words: [], email: null, taxId: isTaxId ? digits : null },
    phones: digits.length >= 7 ? phonesOf(text, digits) : [],
    id: idOf(digits),
  };
}

const idOf = (digits: string): number | null =>
  digits.length <= longestId && Number(digits) > 0 ? Number(digits) : null;

/** Only letters and digits are left, so that nothing typed is an operator of the search. */
const wordsOf = (text: string): readonly string[] =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, mostWords);

function emailOf(text: string): string | null {
  if (!text.includes('@')) return null;
  const read = readEmail(text);
  return read.kind === 'ok' ? read.value : null;
}

function phonesOf(text: string, digits: string): readonly string[] {
  const read = readAnyPhone(text);
  return [...new Set([...(read.kind === 'ok' ? [read.value] : []), `+${digits}`, `+1${digits}`])];
}
