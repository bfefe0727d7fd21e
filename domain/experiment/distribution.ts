/** Bands of equal width over 0 to 100; 100 belongs to the last. */
export const bands = 10;
/** Points. */
export const bandWidth = 100 / bands;

/** How many scores lie in each band. */
export function distributionOf(scores: readonly number[]): readonly number[] {
  const counts = Array.from({ length: bands }, () => 0);
  for (const score of scores) {
    const band = Math.min(bands - 1, Math.max(0, Math.floor(score / bandWidth)));
    counts[band] = (counts[band] ?? 0) + 1;
  }
  return counts;
}

/** Half of the scores lie below it; null without any. */
export function medianOf(scores: readonly number[]): number | null {
  const sorted = [...scores].sort((a, b) => a - b);
  const middle = sorted.slice(
    Math.floor((sorted.length - 1) / 2),
    Math.floor(sorted.length / 2) + 1,
  );
  return middle.length === 0 ? null : middle.reduce((all, one) => all + one, 0) / middle.length;
}
