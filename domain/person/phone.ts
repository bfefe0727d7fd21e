import type { Sentence } from '../../wording/sentence.js';

export type ReadText =
  | { readonly kind: 'ok'; readonly value: string }
  | { readonly kind: 'invalid'; readonly reason: Sentence; readonly remedy: Sentence };

/** A WhatsApp link may carry the message that it proposes. */
const longest = 500;
const invalid = (why: WhyNot): ReadText => ({
  kind: 'invalid',
  reason: { code: `person.phone_${why}` },
  remedy: { code: 'person.phone_remedy' },
});

type WhyNot =
  | 'letters'
  | 'no_digits'
  | 'unassigned'
  | 'several'
  | 'foreign'
  | 'no_area_code'
  | 'short'
  | 'long'
  | 'too_long';

/** North American numbering plan: an exchange never starts with 0 or 1. */
const dominican = /^(?:809|829|849)[2-9]\d{6}$/u;

/**
 * Any usual spelling of a Dominican number → E.164, "+18095550142" (R2.1): with or without +1, 1, 001 or 011, with spaces,
 * dots, dashes, parentheses, an extension, or as a WhatsApp link.
 */
export function readPhone(text: string): ReadText {
  if (text.length > longest) return invalid('too_long');
  const bare = bareNumber(text);
  if (/\p{L}/u.test(bare)) return invalid('letters');
  const digits = bare.replace(/\D/gu, '');
  if (digits === '') return invalid('no_digits');
  const dialled = digits.replace(/^(?:011|00)(?=[1-9])/u, '');
  const international = bare.includes('+') || dialled !== digits;
  const national = dialled.replace(/^1(?=\d{10}$)/u, '');

  // After an international prefix ten digits are a whole foreign number, whatever they start with.
  const hasCountry = national !== dialled || !international;
  if (hasCountry && dominican.test(national)) return { kind: 'ok', value: `+1${national}` };
  return invalid(whyNot(dialled, national, international));
}

/** A number of any country that says which: "+34 612 34 56 78", "0034…" → E.164; else as `readPhone`. */
export function readAnyPhone(text: string): ReadText {
  const read = readPhone(text);
  if (read.kind === 'ok' || text.length > longest) return read;
  const bare = bareNumber(text);
  const digits = bare.replace(/\D/gu, '');
  const dialled = digits.replace(/^(?:011|00)(?=[1-9])/u, '');
  const saysCountry = /^\s*\(?\+/u.test(bare) || dialled !== digits;
  const isWhole = /^[2-9]\d{7,14}$|^1[2-9]\d{2}[2-9]\d{6}$/u.test(dialled);
  const isOurs = /^1(?:809|829|849)/u.test(dialled);
  return saysCountry && isWhole && !isOurs ? { kind: 'ok', value: `+${dialled}` } : read;
}

/** Drops what surrounds the number: a link, a label, an extension, what WhatsApp puts in when a number is copied. */
const bareNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .toLowerCase()
    .replace(/(?:https?:\/\/)?(?:api\.whatsapp\.com\/send\/?\?phone=|wa\.me\/)/gu, '')
    .replace(/[?&][\s\S]*$/u, '')
    // Meta's export writes "p:" before a number.
    .replace(/^\s*p:\s*/u, '')
    .replace(/^\s*(?:tel[eé]fono|tel|whats\s?app|wsp|m[oó]vil|celular|cel)\s*[.:]?\s*/u, '')
    .replace(/[\s,;]*(?:extensi[oó]n|ext|x)\s*[.:]?\s*\d{1,6}\s*$/u, '');

function whyNot(dialled: string, national: string, international: boolean): WhyNot {
  if (/^(?:809|829|849)\d{7}$/u.test(national)) return 'unassigned';
  if (dialled.length >= 20) return 'several';
  const seemsDominican = /^1?(?:809|829|849)/u.test(dialled);
  if (!seemsDominican && (international || [10, 11].includes(national.length))) return 'foreign';
  if (national.length === 7) return 'no_area_code';
  return national.length < 10 ? 'short' : 'long';
}
