import type { Arm } from './arm.js';
import type { ArmWeights } from './draw-arm.js';
import { chiSquareTail } from './special-functions.js';

/** Rarer than once in a thousand fair splits: something sends people to one side, and the comparison tells nothing. */
const alarmBelow = 0.001;

export interface SampleRatio {
  /** How likely a fair split is at least as uneven. */
  readonly chance: number;
  readonly alarm: boolean;
}

/** χ² of how many each arm got against what the weights say (R3.4). */
export function checkSplit(
  counts: Readonly<Record<Arm, number>>,
  weights: ArmWeights,
): SampleRatio {
  const all = counts.a + counts.b;
  const expected = (all * weights.a) / (weights.a + weights.b);
  if (!(expected > 0 && expected < all)) return { chance: 1, alarm: false };
  const square = (counts.a - expected) ** 2;
  const chance = chiSquareTail(square / expected + square / (all - expected), 1);
  return { chance, alarm: chance < alarmBelow };
}
