export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * Adds fractions exactly, rounds the sum once (halves up), and gives each a whole part so that the parts add up to it: the
 * largest remainders are rounded up (Hamilton's method), the earlier one on a tie. No part exceeds its fraction rounded up.
 */
export function apportion(shares: readonly Share[]): {
  readonly total: number;
  readonly parts: readonly number[];
} {
  const common = shares.reduce((so, { denominator }) => leastCommonMultiple(so, denominator), 1);
  const exact = shares.map(({ numerator, denominator }) => numerator * (common / denominator));
  const sum = exact.reduce((total, one) => total + one, 0);
  const total = Math.floor((2 * sum + common) / (2 * common));

  const floors = exact.map((one) => Math.floor(one / common));
  const left = total - floors.reduce((all, one) => all + one, 0);
  const raised = new Set(
    exact
      .map((one, index) => ({ index, remainder: one % common }))
      .sort((one, other) => other.remainder - one.remainder)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return { total, parts: floors.map((floor, index) => floor + (raised.has(index) ? 1 : 0)) };
}

const leastCommonMultiple = (a: number, b: number): number => (a / greatestCommonDivisor(a, b)) * b;
const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
