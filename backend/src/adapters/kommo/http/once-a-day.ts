const dayMs = 24 * 60 * 60 * 1000;

/** What seldom changes in an account is asked once a day; a failure is not kept. */
export function onceADay<T>(ask: () => Promise<T>, clock: () => Date): () => Promise<T> {
  let kept: { readonly value: Promise<T>; readonly until: number } | null = null;
  return () => {
    const now = clock().getTime();
    if (kept !== null && kept.until > now) return kept.value;
    const value = ask();
    const mine = { value, until: now + dayMs };
    kept = mine;
    value.catch(() => {
      if (kept === mine) kept = null;
    });
    return value;
  };
}
