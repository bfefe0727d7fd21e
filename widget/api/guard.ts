/** A check of foreign JSON. */
export type Check<T> = (value: unknown) => value is T;

/**
 * What an answer has to look like, as data made from the contract at build (`guards/*.json`): "s" text, "n" number, "b" boolean,
 * "_" anything, "=word" that word; ["?", x] x or null, ["*", x] a list, ["%", x] any keys, ["|", x, y] one of them; an object
 * has these fields, "name?" may be missing.
 */
export type Spec = string | readonly Spec[] | { readonly [field: string]: Spec };

/** The checks of a file of `guards/`, typed by the contract's table of the same answers. */
export const createGuards = <Answers extends object>(
  specs: Readonly<Record<keyof Answers, Spec>>,
) => ({
  check: <Name extends keyof Answers>(name: Name): Check<Answers[Name]> =>
    guard<Answers[Name]>(specs[name]),
});

export function guard<T>(spec: Spec): Check<T> {
  return (value): value is T => matches(value, spec);
}

function matches(value: unknown, spec: Spec): boolean {
  if (typeof spec === 'string') return isWord(value, spec);
  if (isList(spec)) return isOneOrMany(value, spec);
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(spec).every(([name, field]) =>
    name.endsWith('?')
      ? fields.get(name.slice(0, -1)) === undefined || matches(fields.get(name.slice(0, -1)), field)
      : matches(fields.get(name), field),
  );
}

const isList = (spec: Spec): spec is readonly Spec[] => Array.isArray(spec);

function isWord(value: unknown, spec: string): boolean {
  switch (spec) {
    case 's':
      return typeof value === 'string';
    case 'n':
      return typeof value === 'number' && Number.isFinite(value);
    case 'b':
      return typeof value === 'boolean';
    default:
      return spec === '_' || `=${String(value)}` === spec;
  }
}

function isOneOrMany(
  value: unknown,
  [kind = '|', first = '_', ...others]: readonly Spec[],
): boolean {
  switch (kind) {
    case '?':
      return value === null || matches(value, first);
    case '*':
      return Array.isArray(value) && value.every((one) => matches(one, first));
    case '%':
      return (
        typeof value === 'object' &&
        value !== null &&
        Object.values(value).every((one) => matches(one, first))
      );
    default:
      return [first, ...others].some((choice) => matches(value, choice));
  }
}
