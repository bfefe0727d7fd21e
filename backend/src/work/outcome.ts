import type { JobRequest } from './request.js';

/** What became of one input in one run. */
export type Outcome<Next extends JobRequest = JobRequest> =
  | { readonly kind: 'done'; readonly next: readonly Next[] }
  /** Not yet, and nobody's fault: runs again after `ms` without consuming a try. */
  | { readonly kind: 'later'; readonly ms: number; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: unknown };

export const done = <Next extends JobRequest = never>(...next: readonly Next[]): Outcome<Next> => ({
  kind: 'done',
  next,
});

export const later = (ms: number, reason: string): Outcome<never> => ({
  kind: 'later',
  ms,
  reason,
});

export const failed = (error: unknown): Outcome<never> => ({ kind: 'failed', error });
