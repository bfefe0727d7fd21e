/** Lanczos' approximation (g = 7, nine terms), good to 15 digits for positive arguments. */
export function logGamma(x: number): number {
  const base = x + 6.5;
  const sum = lanczos.reduce((all, term, at) => all + term / (x + at), firstLanczos);
  return (x - 0.5) * Math.log(base) - base + Math.log(Math.sqrt(2 * Math.PI) * sum);
}

const firstLanczos = 0.99999999999980993;
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

const enough = 1e-15;
const mostTerms = 500;
const tiny = 1e-300;

/** Chance of a χ² at least this large, by the upper incomplete gamma function: exact far out, where 1 − Φ would be 0. */
export function chiSquareTail(chiSquare: number, freedom: number): number {
  const [a, x] = [freedom / 2, chiSquare / 2];
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let at = 1; at < mostTerms && term > sum * enough; at += 1) {
    term *= x / (a + at);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  const terms = (at: number) => ({ numerator: -at * (at - a), step: x - a + 1 + 2 * at });
  return continuedFraction(terms, x - a + 1);
}

/** Chance that Student's t is at least this far from 0 on either side. */
export function studentTails(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** How far from 0 Student's t is in `tails` of all cases, both sides together; by halving, as the tails shrink steadily. */
export function studentQuantile(tails: number, freedom: number): number {
  let [low, high] = [0, 1e4];
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (studentTails(middle, freedom) > tails) low = middle;
    else high = middle;
  }
  return high;
}

function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const logScale = logGamma(a + b) - logGamma(a) - logGamma(b);
  const scale = Math.exp(logScale + a * Math.log(x) + b * Math.log1p(-x)) / a;
  const terms = (at: number) => ({ numerator: betaTerm(at, x, a, b), step: 1 });
  return scale * continuedFraction(terms, 1);
}

function betaTerm(at: number, x: number, a: number, b: number): number {
  const half = Math.floor(at / 2);
  const below = (a + at - 1) * (a + at);
  return at % 2 === 0
    ? (half * (b - half) * x) / below
    : (-(a + half) * (a + b + half) * x) / below;
}

/** 1 ÷ (first + n₁ ÷ (s₁ + n₂ ÷ (s₂ + …))), by Lentz. */
function continuedFraction(
  terms: (at: number) => { readonly numerator: number; readonly step: number },
  first: number,
): number {
  let d = 1 / (first === 0 ? tiny : first);
  let c = 1 / tiny;
  let value = d;
  for (let at = 1; at < mostTerms; at += 1) {
    const { numerator, step } = terms(at);
    d = 1 / away(step + numerator * d);
    c = away(step + numerator / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < enough) break;
  }
  return value;
}

const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
