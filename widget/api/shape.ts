/** Checks of foreign JSON, small enough for the bundle. The compiler holds each against its contract type. */
export type Check<T> = (value: unknown) => value is T;

export const anyText = (value: unknown): value is string => typeof value === 'string';
export const anyNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
export const anyBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/**
 * A word of a closed list, taken as any text: a word that a newer companion knows and this widget does not is shown
 * as it is, and must not blank the card.
 */
export function word<T extends string>(): Check<T> {
  return (value): value is T => typeof value === 'string';
}

export function exactly<const T extends string>(expected: T): Check<T> {
  return (value): value is T => value === expected;
}

export function nullable<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(check);
}

export function oneOf<A, B>(first: Check<A>, second: Check<B>): Check<A | B> {
  return (value): value is A | B => first(value) || second(value);
}

export function shape<T extends object>(checks: {
  readonly [K in keyof T]: Check<T[K]>;
}): Check<T> {
  return (value): value is T => {
    if (typeof value !== 'object' || value === null) return false;
    const fields = new Map<string, unknown>(Object.entries(value));
    for (const key in checks) if (!checks[key](fields.get(key))) return false;
    return true;
  };
}
