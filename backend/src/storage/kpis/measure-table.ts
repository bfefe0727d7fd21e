/** A call of ours to a vendor, a delivery that came to us, an answer of ours to the widget. */
export type MeasuredKind = 'call' | 'webhook' | 'answer';
/** `refused`: the fault of who asked; `failed`: no answer, or the fault of who was asked. */
export type MeasuredOutcome = 'ok' | 'refused' | 'failed';

export interface Measured {
  /** The hour's beginning. */
  readonly hour: string;
  readonly kind: MeasuredKind;
  /** "kommo GET", "direct" */
  readonly name: string;
  readonly outcome: MeasuredOutcome;
  /** How many fell into each bucket of `domain/measure/histogram.ts`. */
  readonly counts: readonly number[];
}

export interface Level {
  readonly hour: string;
  readonly name: string;
  /** The highest within the hour. */
  readonly most: number;
}

/** What is measured, by hour, over all processes. */
export interface MeasureTable {
  /** Adds to what other processes have measured. */
  add(measured: readonly Measured[]): Promise<void>;
  /** An hour keeps its highest. */
  raise(levels: readonly Level[]): Promise<void>;
  read(since: Date): Promise<readonly Measured[]>;
  levels(since: Date): Promise<readonly Level[]>;
}
