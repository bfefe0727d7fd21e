/** Upper ends of the buckets in ms; what is slower falls into one more, which has none. */
export const boundsMs = [
  25, 50, 100, 200, 300, 500, 800, 1_200, 2_000, 3_000, 5_000, 10_000, 30_000,
] as const;

export const bucketCount = boundsMs.length + 1;

export function bucketOf(ms: number): number {
  const at = boundsMs.findIndex((bound) => ms <= bound);
  return at === -1 ? boundsMs.length : at;
}

export const addCounts = (one: readonly number[], other: readonly number[]): readonly number[] =>
  Array.from({ length: bucketCount }, (_none, at) => (one[at] ?? 0) + (other[at] ?? 0));

export const totalOf = (counts: readonly number[]): number =>
  counts.reduce((sum, count) => sum + count, 0);

/**
 * How many ms this share of them took at most, read within its bucket as if they lay evenly there; in the last bucket the
 * least it can be. Null where nothing was measured.
 */
export function percentile(counts: readonly number[], share: number): number | null {
  const total = totalOf(counts);
  if (total === 0) return null;
  const wanted = share * total;
  let before = 0;
  for (const [at, count] of counts.entries()) {
    if (count > 0 && before + count >= wanted) {
      const from = at === 0 ? 0 : (boundsMs[at - 1] ?? 0);
      const to = boundsMs[at] ?? from;
      return from + ((to - from) * (wanted - before)) / count;
    }
    before += count;
  }
  return boundsMs[boundsMs.length - 1] ?? null;
}
