import { AppError, retryVerdict } from '../errors.js';
import type { Sentence } from '../../../wording/sentence.js';
import type { Outcome } from '../work/outcome.js';
import type { Job } from './job.js';

/** What becomes of a job after a run. */
export type Fate =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly ms: number; readonly counts: boolean }
  | {
      readonly kind: 'dead';
      readonly code: string;
      readonly reason: Sentence | null;
      readonly message: string;
    };

/** The error's own verdict first, then the step's ladder; what is out of tries is dead. */
export function decideFate(
  outcome: Outcome,
  { attempt, isLast }: Pick<Job, 'attempt' | 'isLast'>,
  ladder: readonly number[],
  random: () => number,
): Fate {
  if (outcome.kind === 'done') return { kind: 'done' };
  if (outcome.kind === 'later') return { kind: 'again', ms: outcome.ms, counts: false };
  const verdict = retryVerdict(outcome.error);
  if (verdict.kind === 'never') return dead(outcome.error);
  if (verdict.kind === 'after' && verdict.costsTry === false) {
    return { kind: 'again', ms: verdict.ms, counts: false };
  }
  if (isLast) return dead(outcome.error);
  if (verdict.kind === 'after') return { kind: 'again', ms: verdict.ms, counts: true };
  return {
    kind: 'again',
    ms: (ladder[attempt - 1] ?? 1) * 1000 * (1 + random() / 4),
    counts: true,
  };
}

/** No stack, and of a foreign error only its message's beginning: dead letters are read by people and exported. */
function dead(error: unknown): Fate {
  if (error instanceof AppError) {
    return { kind: 'dead', code: error.code, reason: error.reason, message: error.message };
  }
  const message =
    error instanceof Error
      ? `${error.name}: ${error.message}`
      : 'Something that is no error was thrown.';
  return { kind: 'dead', code: 'internal', reason: null, message: message.slice(0, 300) };
}

/** A job that is picked up with no try left: every run before ended with the process. */
export const crashed = (attempts: number): Fate => ({
  kind: 'dead',
  code: 'internal',
  reason: null,
  message: `The process ended ${attempts} times while this job ran.`,
});
