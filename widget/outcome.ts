/** Why a call brought nothing. `code` is a contract error code, or one that only a browser can tell (companion_unreachable …). */
export interface Failure {
  readonly code: string;
  /** Null when no companion answered. */
  readonly requestId: string | null;
  /** What the companion says is wrong with each field that was sent, where it does. */
  readonly fields?: readonly FieldFailure[];
}

export interface FieldFailure {
  /** As it was sent. */
  readonly field: string;
  readonly text: string;
}

export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: Failure };
