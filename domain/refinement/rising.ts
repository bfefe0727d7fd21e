export interface Weighed {
  readonly value: number;
  readonly weight: number;
}

/** The nearest values that never fall (pool adjacent violators): neighbours that do are given their weighed mean. */
export function rising(values: readonly Weighed[]): readonly number[] {
  const pools: { sum: number; weight: number; size: number }[] = [];
  for (const { value, weight } of values) {
    pools.push({ sum: value * weight, weight, size: 1 });
    for (;;) {
      const last = pools.at(-1);
      const before = pools.at(-2);
      if (last === undefined || before === undefined) break;
      if (before.sum / before.weight <= last.sum / last.weight) break;
      pools.splice(-2, 2, {
        sum: before.sum + last.sum,
        weight: before.weight + last.weight,
        size: before.size + last.size,
      });
    }
  }
  return pools.flatMap(({ sum, weight, size }) => Array.from({ length: size }, () => sum / weight));
}
