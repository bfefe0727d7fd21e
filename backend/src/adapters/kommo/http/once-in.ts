import { LRUCache } from 'lru-cache';

const dayMs = 24 * 60 * 60 * 1000;

/** What seldom changes in an account is asked once a day. */
export const onceADay = <T extends object | string>(
  ask: () => Promise<T>,
  clock: () => Date,
): (() => Promise<T>) => onceIn(dayMs, ask, clock);

/** Asked at most once in this time, by one call however many ask; a failure is not kept. */
export function onceIn<T extends object | string>(
  ms: number,
  ask: () => Promise<T>,
  clock: () => Date,
): () => Promise<T> {
  const kept = new LRUCache<'it', T>({
    max: 1,
    ttl: ms,
    perf: { now: () => clock().getTime() },
    // Zero would keep the time that the first look of a tick saw; a driven clock moves within one.
    ttlResolution: 0,
    fetchMethod: ask,
  });
  return () => kept.forceFetch('it');
}
