import { errorCodes } from '../../contract/errors.js';
import type { Choice } from '../../contract/choice.js';
import type { ErrorCode } from '../../contract/errors.js';
import type { FieldProblem } from '../../domain/field-problem.js';
import type { Sentence } from '../../wording/sentence.js';

/** What a job does with a failure: give up, wait a known time, or try again with growing delays. */
export type RetryVerdict =
  | { readonly kind: 'never' }
  /** `costsTry: false` waits as often as it takes; `isFailure: false` where nothing is wrong, there is only a queue. */
  | {
      readonly kind: 'after';
      readonly ms: number;
      readonly costsTry?: false;
      readonly isFailure?: false;
    }
  | { readonly kind: 'backoff' };

export const never: RetryVerdict = { kind: 'never' };
export const backoff: RetryVerdict = { kind: 'backoff' };
export const after = (ms: number): RetryVerdict => ({ kind: 'after', ms });
/** Asked again after `ms`, as often as it takes, until a person has mended it; never a dead letter. */
export const untilMended = (ms: number): RetryVerdict => ({ kind: 'after', ms, costsTry: false });

/** Not yet, and nobody's fault: a 429's rest, or others use up the limit. Raises no alarm. */
export const waits = (ms: number): RetryVerdict => ({
  kind: 'after',
  ms,
  costsTry: false,
  isFailure: false,
});

interface AppErrorOptions {
  readonly retry?: RetryVerdict;
  readonly cause?: unknown;
  /** Facts for the log line: ids and counts, never personal data. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
  readonly fields?: readonly FieldProblem[];
  /** What a person may choose between, so that the work goes on. */
  readonly choices?: readonly Choice[];
  /** For the salesperson or the admin, where the code alone does not say enough. */
  readonly reason?: Sentence;
}

/**
 * A failure that somebody has understood. The message says what happened, to which id, and what to do next, for the
 * log; outsiders see only the code, the `reason` and the fields.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly retry: RetryVerdict;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly fields: readonly FieldProblem[];
  readonly choices: readonly Choice[];
  readonly reason: Sentence | null;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retry = options.retry ?? never;
    this.facts = options.facts ?? {};
    this.fields = options.fields ?? [];
    this.choices = options.choices ?? [];
    this.reason = options.reason ?? null;
  }
}

/** The verdict on any thrown value: what nobody understood is tried again, slowly, and ends as a dead letter. */
export const retryVerdict = (error: unknown): RetryVerdict =>
  error instanceof AppError ? error.retry : backoff;

/** How long work waits whose turn it only is not yet; null for a failure. */
export function waitOf(error: unknown): { readonly ms: number; readonly reason: string } | null {
  if (!(error instanceof AppError) || error.retry.kind !== 'after') return null;
  return error.retry.isFailure === false ? { ms: error.retry.ms, reason: error.message } : null;
}

/** A code as it was stored; one that is called otherwise by now is `internal`. */
export const errorCodeOf = (stored: string): ErrorCode =>
  errorCodes.find((code) => code === stored) ?? 'internal';
