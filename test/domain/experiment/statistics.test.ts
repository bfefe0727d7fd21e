import { expect, test } from '@jest/globals';
import { alwaysValidInterval, evidenceOf } from '../../../domain/experiment/always-valid.js';
import { meanDifference, sampleOf } from '../../../domain/experiment/compare-means.js';
import { differenceInterval, shareInterval } from '../../../domain/experiment/compare-shares.js';
import { costPer } from '../../../domain/experiment/cost-per.js';
import { distributionOf, medianOf } from '../../../domain/experiment/distribution.js';
import { checkSplit } from '../../../domain/experiment/sample-ratio.js';
import {
  chiSquareTail,
  logGamma,
  studentQuantile,
  studentTails,
} from '../../../domain/experiment/special-functions.js';

test.each([
  // Abramowitz and Stegun, table 6.1: Γ(½) = √π; 10! = 3,628,800.
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [1, 0],
  [11, Math.log(3_628_800)],
  [100.5, 361.4355404678],
])('the logarithm of Γ(%p) is the published one', (x, value) => {
  expect(logGamma(x)).toBeCloseTo(value, 9);
});

test.each([
  // NIST/SEMATECH e-Handbook 1.3.6.7.4, upper critical values; the far tails are R's pchisq(x, df, lower.tail = FALSE).
  [3.841, 1, 0.05, 4],
  [10.828, 1, 0.001, 6],
  [11.0705, 5, 0.05, 6],
  [18.307, 10, 0.05, 5],
  [50, 1, 1.5374598e-12, 18],
  [100, 1, 1.5239706e-23, 29],
])('χ² of at least %p with %p degrees of freedom (R3.4)', (chiSquare, freedom, chance, digits) => {
  expect(chiSquareTail(chiSquare, freedom)).toBeCloseTo(chance, digits);
});

test.each([
  // NIST/SEMATECH e-Handbook 1.3.6.7.2, both tails together 5 %.
  [1, 12.706],
  [10, 2.228],
  [30, 2.042],
  [100, 1.984],
])("Student's t of 95 %% with %p degrees of freedom", (freedom, t) => {
  expect(studentQuantile(0.05, freedom)).toBeCloseTo(t, 3);
  expect(studentTails(t, freedom)).toBeCloseTo(0.05, 4);
});

test.each([
  // Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("Wilson's interval of %p of %p (R3.4)", (count, of, low, high) => {
  const interval = shareInterval({ count, of });
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test.each([
  // Newcombe, "Interval estimation for the difference between independent proportions" (1998), table II, method 10.
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
])("Newcombe's interval of %p/%p less %p/%p (R3.4)", (x, m, y, n, low, high) => {
  const interval = differenceInterval({ count: x, of: m }, { count: y, of: n });
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test("Welch's interval is the one that R's manual prints for its sleep data (R3.4)", () => {
  const first = sampleOf([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
  const second = sampleOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
  const interval = meanDifference(first, second);
  expect(interval?.low).toBeCloseTo(-3.3654832, 6);
  expect(interval?.high).toBeCloseTo(0.2054832, 6);
});

test.each([
  ['nobody on a side', [], [1, 2]],
  ['one on a side', [5], [1, 2]],
])('means are not compared with %s', (_name, first, second) => {
  expect(meanDifference(sampleOf(first), sampleOf(second))).toBeNull();
});

test('equal numbers on each side differ by exactly what they differ by', () => {
  expect(meanDifference(sampleOf([5, 5, 5]), sampleOf([3, 3]))).toEqual({ low: 2, high: 2 });
});

test.each([
  // Where the Bayes factor passes 1,000, by the formula worked out apart; a χ² of 10.83 asks 37 of 50 and 179 of 300 for one look.
  ['fair', 150, 150, false],
  ['just bearable', 114, 186, false],
  ['just too uneven', 113, 187, true],
  ['50 leads, just bearable', 10, 40, false],
  ['50 leads, just too uneven', 9, 41, true],
  ['nobody', 0, 0, false],
])('the split is looked at: %s (R3.4)', (_name, a, b, alarm) => {
  expect(checkSplit({ a, b }, { a: 1, b: 1 }).alarm).toBe(alarm);
});

test('the split is held to its own weights (R3.4)', () => {
  expect(checkSplit({ a: 300, b: 100 }, { a: 3, b: 1 })).toEqual({ chance: 1, alarm: false });
  expect(checkSplit({ a: 200, b: 200 }, { a: 3, b: 1 }).alarm).toBe(true);
});

test('the always-valid interval leaves 0 out exactly when the evidence is enough (R3.4)', () => {
  const square = 0.004;
  for (const difference of [0.05, 0.1, 0.15, 0.18, 0.19, 0.2, 0.25]) {
    const estimate = { difference, square };
    expect(alwaysValidInterval(estimate).low > 0).toBe(evidenceOf(estimate) > 20);
  }
});

test('the evidence is the formula of Johari, Pekelis and Walsh, worked out by hand (R3.4)', () => {
  // s² = 0.0225 = τ², d = 0.3: √½ · e^(0.09 ÷ 0.09) = 0.70711 · 2.71828.
  expect(evidenceOf({ difference: 0.3, square: 0.0225 })).toBeCloseTo(1.92212, 5);
  // d = 0, ±√(2 s² · (2 ln 20 + ln 2)).
  expect(alwaysValidInterval({ difference: 0, square: 0.0225 }).high).toBeCloseTo(0.54848, 4);
});

test('the cost of a qualified lead has the interval of its share (R3.4)', () => {
  const cost = costPer(26_300, { count: 81, of: 263 });
  expect(cost?.value).toBeCloseTo(324.69, 2);
  expect(cost?.low).toBeCloseTo(100 / 0.36624, 1);
  expect(cost?.high).toBeCloseTo(100 / 0.25527, 1);
});

test('without a qualified lead only the least it costs is known; without leads nothing (R3.4)', () => {
  const none = costPer(2_000, { count: 0, of: 20 });
  expect(none).toEqual({ value: null, low: expect.closeTo(620.7, 0), high: null });
  expect(costPer(2_000, { count: 0, of: 0 })).toBeNull();
});

test('scores lie in bands of ten, 100 in the last (R3.4)', () => {
  expect(distributionOf([0, 9, 10, 69, 70, 99, 100])).toEqual([2, 1, 0, 0, 0, 0, 1, 1, 0, 2]);
});

test.each([
  ['nothing', [], null],
  ['one', [7], 7],
  ['an even number', [4, 1, 3, 2], 2.5],
  ['an odd number', [9, 1, 5], 5],
])('the median of %s', (_name, scores, median) => {
  expect(medianOf(scores)).toBe(median);
});
