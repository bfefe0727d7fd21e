import type { Failure } from '../../outcome.js';

/** "Reintentar ahora" for what waits of the lead. */
export type Retry =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'refused'; readonly failure: Failure };

export type RetryEvent =
  | { readonly kind: 'retry_pressed' }
  | { readonly kind: 'retry_taken' }
  | { readonly kind: 'retry_refused'; readonly failure: Failure };

export function reduceRetry(retry: Retry, event: RetryEvent): Retry {
  switch (event.kind) {
    case 'retry_pressed':
      return { kind: 'sending' };
    case 'retry_taken':
      return { kind: 'idle' };
    case 'retry_refused':
      return retry.kind === 'sending' ? { kind: 'refused', failure: event.failure } : retry;
  }
}
