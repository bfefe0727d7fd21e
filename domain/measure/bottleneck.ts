export interface StageStay {
  readonly stage: string;
  readonly medianMs: number | null;
  /** The firm's own limit; null where the stage has none. */
  readonly limitMs: number | null;
  readonly ended: number;
}

/** Fewer than these say nothing. */
const fewest = 3;

/**
 * The stage that takes most times its own limit, where its median is over it; where none is, the one that takes longest.
 * Null where too little has passed (R8.9).
 */
export function findBottleneck<T extends StageStay>(stays: readonly T[]): T | null {
  const known = stays.filter(({ ended, medianMs }) => ended >= fewest && medianMs !== null);
  const over = known.filter((stay) => timesLimit(stay) > 1);
  return over.length > 0 ? most(over, timesLimit) : most(known, ({ medianMs }) => medianMs ?? 0);
}

const timesLimit = ({ medianMs, limitMs }: StageStay): number =>
  limitMs === null || limitMs === 0 ? 0 : (medianMs ?? 0) / limitMs;

const most = <T>(all: readonly T[], sizeOf: (one: T) => number): T | null =>
  all.toSorted((one, other) => sizeOf(other) - sizeOf(one))[0] ?? null;
