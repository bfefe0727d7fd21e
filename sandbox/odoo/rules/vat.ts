import type { OdooVersion } from '../switches.js';

export type VatVerdict =
  { readonly kind: 'kept'; readonly vat: string } | { readonly kind: 'rejected' };

/** `base_vat` for the Dominican Republic, as each version was seen to answer. */
export function judgeDominicanVat(vat: string, version: OdooVersion): VatVerdict {
  const bare = vat.replace(/[\s-]/g, '');
  if (version >= 19) {
    return isRnc(bare) || isCedula(bare) ? { kind: 'kept', vat: bare } : { kind: 'rejected' };
  }
  return isRnc(bare.replace(/^DO/i, '')) ? { kind: 'kept', vat } : { kind: 'rejected' };
}

/** Registro Nacional del Contribuyente: eight digits and a check digit by weights, modulo 11. */
function isRnc(digits: string): boolean {
  if (!/^\d{9}$/.test(digits)) return false;
  const weights = [7, 9, 8, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return Number(digits[8]) === ((10 - (sum % 11) + 9) % 9) + 1;
}

/** Cédula: eleven digits, Luhn. */
function isCedula(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false;
  const sum = Array.from(digits).reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
