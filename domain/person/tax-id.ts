import type { Sentence } from '../../wording/sentence.js';

export type TaxId =
  | { readonly kind: 'rnc' | 'cedula'; readonly digits: string }
  | { readonly kind: 'invalid'; readonly reason: Sentence };

const rncWeights = [7, 9, 8, 6, 5, 4, 3, 2];

/**
 * RNC (9 digits) or cédula (11 digits), however it is punctuated. A few old numbers that DGII and JCE did issue fail their
 * check digit: "invalid" is a reason to ask, never to lose the number that was typed.
 */
export function readTaxId(text: string): TaxId {
  const digits = bareTaxId(text);
  if (!/^\d+$/u.test(digits)) return invalid('not_digits');
  if (digits.length === 9) {
    return rncCheckDigit(digits) === Number(digits[8])
      ? { kind: 'rnc', digits }
      : invalid(lacksZeros(digits) ? 'lacks_zeros' : 'rnc_digit');
  }
  if (digits.length === 11) {
    return luhnSum(digits) % 10 === 0 ? { kind: 'cedula', digits } : invalid('cedula_digit');
  }
  return invalid(lacksZeros(digits) ? 'lacks_zeros' : 'length');
}

/** A spreadsheet takes a cédula for a number and eats the zeros it starts with. */
const lacksZeros = (digits: string): boolean =>
  /^\d{9,10}$/u.test(digits) && luhnSum(digits.padStart(11, '0')) % 10 === 0;

type WhyNot = 'not_digits' | 'rnc_digit' | 'cedula_digit' | 'length' | 'lacks_zeros';

const invalid = (why: WhyNot): TaxId => ({
  kind: 'invalid',
  reason: { code: `person.tax_id_${why}` },
});

/** Without punctuation, its own name before it, or the country's prefix that some systems add. */
export const bareTaxId = (text: string): string =>
  text.replace(/[\s.\-–]/gu, '').replace(/^(?:rnc|cedula|cédula|do):?/iu, '');

function rncCheckDigit(digits: string): number {
  const sum = rncWeights.reduce(
    (total, weight, index) => total + weight * Number(digits[index]),
    0,
  );
  // Kept positive: JavaScript's remainder takes the sign of its left side.
  return ((10 - (sum % 11) + 9) % 9) + 1;
}

const luhnSum = (digits: string): number =>
  Array.from(digits).reduce((total, digit, index) => {
    const weighted = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);

/** "00113918205" → "001-1391820-5". */
export const formatCedula = (digits: string): string =>
  `${digits.slice(0, 3)}-${digits.slice(3, 10)}-${digits.slice(10)}`;

/** "131246796" → "1-31-24679-6". */
export const formatRnc = (digits: string): string =>
  `${digits.slice(0, 1)}-${digits.slice(1, 3)}-${digits.slice(3, 8)}-${digits.slice(8)}`;

/** The spellings under which people and older versions keep the same number. */
export function taxIdSpellings(digits: string): readonly string[] {
  const hyphened = digits.length === 9 ? formatRnc(digits) : formatCedula(digits);
  return [digits, hyphened, `DO${digits}`];
}
