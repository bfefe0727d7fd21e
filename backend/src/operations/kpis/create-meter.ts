import { addCounts, bucketCount, bucketOf } from '../../../../domain/measure/histogram.js';
import type { Measured, MeasuredKind, MeasuredOutcome } from '../../storage/tables.js';

export interface Noted {
  readonly kind: MeasuredKind;
  /** One of a few that the program names itself: each is a row an hour. */
  readonly name: string;
  readonly outcome: MeasuredOutcome;
  readonly ms: number;
}

/** The one place where something is measured. */
export interface Meter {
  note(noted: Noted): void;
  /** Hands what was noted since the last time to `write`; what could not be written is kept for the next time. */
  flush(write: (measured: readonly Measured[]) => Promise<void>): Promise<void>;
}

/** Keeps what this process measures until it is written; `onNote` is told of each. */
export function createMeter(clock: () => Date, onNote: (noted: Noted) => void): Meter {
  let kept = new Map<string, Measured>();
  const add = (measured: Measured): void => {
    const { hour, kind, name, outcome, counts } = measured;
    const key = [hour, kind, name, outcome].join(' ');
    const found = kept.get(key);
    kept.set(key, found ? { ...found, counts: addCounts(found.counts, counts) } : measured);
  };
  return {
    note: (noted) => {
      onNote(noted);
      const { kind, name, outcome, ms } = noted;
      add({ hour: hourOf(clock()), kind, name, outcome, counts: oneIn(bucketOf(ms)) });
    },
    flush: async (write) => {
      const taken = [...kept.values()];
      kept = new Map();
      try {
        await write(taken);
      } catch (error) {
        taken.forEach(add);
        throw error;
      }
    },
  };
}

const oneIn = (bucket: number): readonly number[] =>
  Array.from({ length: bucketCount }, (_none, at) => (at === bucket ? 1 : 0));

const hourMs = 3_600_000;

export const hourOf = (at: Date): string =>
  new Date(Math.floor(at.getTime() / hourMs) * hourMs).toISOString();

/** How an answer with this status counts; 0 is no answer. */
export function outcomeOf(status: number): MeasuredOutcome {
  if (status === 0 || status >= 500 || status === 429) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
}
