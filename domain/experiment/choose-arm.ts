import type { Arm } from './arm.js';
import { drawArm } from './draw-arm.js';
import type { Experiment } from './experiment.js';

export interface Chosen {
  readonly arm: Arm;
  /** Belongs to the experiment: kept, and counted. */
  readonly isDrawn: boolean;
}

/**
 * Who was drawn keeps its arm, also after the end: a version that lost is not taken from anybody in the middle (R8.7). Who comes after
 * the end gets what stays.
 */
export function chooseArm(experiment: Experiment, unit: string, kept: Arm | null): Chosen {
  if (kept !== null) return { arm: kept, isDrawn: true };
  const { id, weights, endedAt, stays } = experiment;
  if (endedAt !== null) return { arm: stays ?? 'a', isDrawn: false };
  return { arm: drawArm(id, unit, weights), isDrawn: true };
}
