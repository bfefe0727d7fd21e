/** Groups of three and cents, each with a sign of its own: "1,500,000.50", "1.500.000,50". */
const withCents = /^(\d{1,3}(?:([,. ])\d{3})+|\d+)([.,])(\d{1,2})$/u;
const grouped = /^\d{1,3}(?:([,. ])\d{3})(?:\1\d{3})*$/u;

/** A whole number of 0 or more as people type it: 1200, "1200", "1,200", "1.200"; null for anything else. */
export function readCount(value: string | number): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
  const text = value.trim();
  if (grouped.test(text)) return toSafe(text.replace(/[,. ]/gu, ''));
  return /^\d+$/u.test(text) ? toSafe(text) : null;
}

const scales: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  mil: 1e3,
  m: 1e6,
  mm: 1e6,
  millon: 1e6,
  millones: 1e6,
};

/** An amount of money, already folded: "1250000", "rd$ 1,250,000.50", "1.5m", "800k"; null for anything else. */
export function readAmount(folded: string): number | null {
  const bare = folded
    .replace(/^(?:rd)?\$ ?/u, '')
    .replace(/ ?(?:pesos|dop)$/u, '')
    .trim();
  return readCount(bare) ?? readCents(bare) ?? readScaled(bare);
}

function readCents(text: string): number | null {
  const [, whole = '', group, sign, cents = ''] = withCents.exec(text) ?? [];
  if (whole === '' || group === sign) return null;
  if (group !== undefined && !grouped.test(whole)) return null;
  const amount = Number(`${whole.replace(/[,. ]/gu, '')}.${cents}`);
  return amount <= Number.MAX_SAFE_INTEGER ? amount : null;
}

function readScaled(text: string): number | null {
  const [, digits, scale = ''] = /^(\d+(?:[.,]\d{1,2})?) ?([a-z]*)$/u.exec(text) ?? [];
  const factor = Object.hasOwn(scales, scale) ? scales[scale] : undefined;
  if (digits === undefined || factor === undefined) return null;
  return Math.round(Number(digits.replace(',', '.')) * factor);
}

function toSafe(digits: string): number | null {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : null;
}
