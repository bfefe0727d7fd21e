export type TaxId =
  | { readonly kind: 'none' }
  | { readonly kind: 'rnc' | 'cedula'; readonly digits: string }
  | { readonly kind: 'bad_rnc'; readonly shown: string }
  /** Neither, or a cédula whose check digit differs (the state issued some): kept in a note, not in `vat`. */
  | { readonly kind: 'other'; readonly shown: string };

/** Bare digits are what every version of Odoo takes; "DO…" and hyphens are refused or stored as typed by some. */
export function readTaxId(typed: string | null, exceptions: readonly string[]): TaxId {
  const shown = typed?.trim() ?? '';
  if (shown === '') return { kind: 'none' };
  const digits = shown.replace(/^DO/i, '').replace(/[\s.-]/g, '');
  if (exceptions.includes(digits)) return { kind: 'rnc', digits };
  if (/^\d{9}$/.test(digits)) {
    return rncCheckDigit(digits.slice(0, 8)) === digits.slice(8)
      ? { kind: 'rnc', digits }
      : { kind: 'bad_rnc', shown: formatRnc(digits) };
  }
  if (/^\d{11}$/.test(digits) && passesLuhn(digits)) return { kind: 'cedula', digits };
  return { kind: 'other', shown: shown.slice(0, 40) };
}

/** "131246796" → "1-31-24679-6". */
export const formatRnc = (digits: string): string =>
  `${digits.slice(0, 1)}-${digits.slice(1, 3)}-${digits.slice(3, 8)}-${digits.slice(8)}`;

/** The spellings under which people and older versions keep the same number. */
export function taxIdSpellings(digits: string): readonly string[] {
  const hyphened =
    digits.length === 9
      ? formatRnc(digits)
      : `${digits.slice(0, 3)}-${digits.slice(3, 10)}-${digits.slice(10)}`;
  return [digits, hyphened, `DO${digits}`];
}

/** DGII's weights, modulo 11. */
function rncCheckDigit(eight: string): string {
  const weights = [7, 9, 8, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(eight[index]), 0);
  return String(((10 - (sum % 11)) % 9) + 1);
}

function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}
