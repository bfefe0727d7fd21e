/** What speaks for a robot. It keeps automatic messages back and drops nothing: autofill fills traps, too. */
export const suspicions = ['trap_filled', 'too_fast'] as const;
export type Suspicion = (typeof suspicions)[number];

/** Nobody reads three steps in less. */
const fastestMs = 3_000;

export function suspicionsOf({
  trapped,
  tookMs,
}: {
  readonly trapped: boolean;
  readonly tookMs: number;
}): readonly Suspicion[] {
  return [
    ...(trapped ? (['trap_filled'] as const) : []),
    ...(tookMs < fastestMs ? (['too_fast'] as const) : []),
  ];
}
