import type { Arm } from './arm.js';
import type { ArmWeights } from './draw-arm.js';
import { logGamma } from './special-functions.js';

/** Rarer than once in a thousand fair splits: something sends people to one side, and the comparison tells nothing. */
const alarmBelow = 0.001;
/** How far from the weights a broken split is expected: as if twenty visitors had been seen before. */
const prior = 20;

export interface SampleRatio {
  /** At most how likely a fair split looks this uneven once, however often one looks. */
  readonly chance: number;
  readonly alarm: boolean;
}

/**
 * How many each arm got against what the weights say (R3.4). The page is opened again and again, so the test is sequential: the Bayes
 * factor of any other split over the drawn one (Lindon and Malek, "Anytime-valid inference for multinomial count data", 2022)
 * passes 1,000 in at most one of a thousand fair splits, at whatever look.
 */
export function checkSplit(
  counts: Readonly<Record<Arm, number>>,
  weights: ArmWeights,
): SampleRatio {
  const share = weights.a / (weights.a + weights.b);
  if (!(share > 0 && share < 1)) return { chance: 1, alarm: false };
  const before = { a: prior * share, b: prior * (1 - share) };
  const evidence =
    logBeta(before.a + counts.a, before.b + counts.b) -
    logBeta(before.a, before.b) -
    counts.a * Math.log(share) -
    counts.b * Math.log(1 - share);
  const chance = Math.min(1, Math.exp(-evidence));
  return { chance, alarm: chance < alarmBelow };
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);
