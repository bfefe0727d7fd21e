import {
  bareTaxId,
  formatCedula,
  formatRnc,
  readTaxId,
} from '../../../../../domain/person/tax-id.js';

/** What becomes of a tax id in Odoo. */
export type OdooTaxId =
  | { readonly kind: 'none' }
  | { readonly kind: 'rnc' | 'cedula'; readonly digits: string }
  /** `cedula`: what it would be with the zeros that a spreadsheet takes from the front of a number. */
  | { readonly kind: 'bad_rnc'; readonly shown: string; readonly cedula: string | null }
  /** Neither, or a cédula whose check digit differs (the state issued some): kept in a note, not in `vat`. */
  | { readonly kind: 'other'; readonly shown: string };

/** Bare digits are what every version of Odoo takes; "DO…" and hyphens are refused or stored as typed by some. */
export function taxIdForOdoo(typed: string | null, exceptions: readonly string[]): OdooTaxId {
  const shown = typed?.trim() ?? '';
  if (shown === '') return { kind: 'none' };
  const digits = bareTaxId(shown);
  if (exceptions.includes(digits)) return { kind: 'rnc', digits };
  const read = readTaxId(shown);
  if (read.kind !== 'invalid') return read;
  return /^\d{9}$/u.test(digits)
    ? { kind: 'bad_rnc', shown: formatRnc(digits), cedula: withZeros(digits) }
    : { kind: 'other', shown: shown.slice(0, 40) };
}

function withZeros(digits: string): string | null {
  const padded = digits.padStart(11, '0');
  if (/^0+$/u.test(padded)) return null;
  return readTaxId(padded).kind === 'cedula' ? formatCedula(padded) : null;
}
