import { arms } from './arm.js';
import type { Arm } from './arm.js';
import { murmurHash } from './murmur-hash.js';

/** How many of each draw an arm gets, beside the other: 1 and 1 is half and half. */
export type ArmWeights = Readonly<Record<Arm, number>>;

export const evenly: ArmWeights = { a: 1, b: 1 };

/**
 * The arm of a visitor or a lead (R3.4, R8.7): the same each time and in every process, and of one experiment tells nothing of another.
 * With weights of 0 on both sides everybody gets `a`.
 */
export function drawArm(experimentId: string, unit: string, weights: ArmWeights = evenly): Arm {
  const share = murmurHash(`${experimentId}\n${unit}`) / 2 ** 32;
  const [first, second] = arms;
  return share * (weights.a + weights.b) < weights.a || weights.b === 0 ? first : second;
}
