import { AppError, retryVerdict } from '../../errors.js';
import type { Sentence } from '../../../../wording/sentence.js';
import type { Outcome } from '../../work/outcome.js';
import type { Job } from '../job.js';

/** Why a job waits or is dead: an ErrorCode, and a sentence where the code alone does not say enough. */
export interface Failure {
  readonly code: string;
  readonly reason: Sentence | null;
}

/** What becomes of a job after a run. */
export type Verdict =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'again';
      readonly ms: number;
      readonly costsTry: boolean;
      /** Null where it is nobody's fault, and soon over. */
      readonly failure: Failure | null;
    }
  | ({ readonly kind: 'dead'; readonly message: string } & Failure);

/** The error's own verdict first, then the step's ladder; what is out of tries is dead. */
export function decideVerdict(
  outcome: Outcome,
  { attempt, isLast }: Pick<Job, 'attempt' | 'isLast'>,
  ladder: readonly number[],
  random: () => number,
): Verdict {
  if (outcome.kind === 'done') return { kind: 'done' };
  if (outcome.kind === 'later') {
    return { kind: 'again', ms: outcome.ms, costsTry: false, failure: null };
  }
  const { error } = outcome;
  const failure = failureOf(error);
  const retry = retryVerdict(error);
  if (retry.kind === 'never') return { kind: 'dead', ...failure, message: messageOf(error) };
  if (retry.kind === 'after' && retry.costsTry === false) {
    return { kind: 'again', ms: retry.ms, costsTry: false, failure };
  }
  if (isLast) return { kind: 'dead', ...failure, message: messageOf(error) };
  const ms =
    retry.kind === 'after' ? retry.ms : (ladder[attempt - 1] ?? 1) * 1000 * (1 + random() / 4);
  return { kind: 'again', ms, costsTry: true, failure };
}

const failureOf = (error: unknown): Failure =>
  error instanceof AppError
    ? { code: error.code, reason: error.reason }
    : { code: 'internal', reason: null };

/** No stack, and of a foreign error only its message's beginning: dead letters are read by people and exported. */
function messageOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const message =
    error instanceof Error
      ? `${error.name}: ${error.message}`
      : 'Something that is no error was thrown.';
  return message.slice(0, 300);
}

/** Work that ends its process again and again, alone, is set apart. */
export const interrupted = (times: number): Verdict => ({
  ...{ kind: 'dead', code: 'interrupted', reason: null },
  message: `The process ended ${times} times while this job ran alone.`,
});
