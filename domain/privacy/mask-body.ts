const hidden = '•••';

/** Numbers as long as a telephone number or an RNC; ids of Kommo are shorter, or stand under a name that says so. */
const longNumber = 1e8;
const idName = /(?:^id|Id|_id)$/u;
const taxName = /tax/iu;
const time = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/u;

/**
 * A body with its structure, its names, its ids and times and the words that are `known` to name nobody (keys of options, services,
 * actions); every other text may be somebody's, and is hidden.
 */
export function maskBody(value: unknown, known: ReadonlySet<string>, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => maskBody(one, known, name));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]: [string, unknown]) => [
        key,
        maskBody(one, known, key),
      ]),
    );
  }
  if (typeof value === 'string') return isPlain(value, known) ? value : hidden;
  if (typeof value === 'number') return isSmallOrId(value, name) ? value : hidden;
  return value;
}

const isPlain = (text: string, known: ReadonlySet<string>): boolean =>
  text === '' || known.has(text) || time.test(text);

const isSmallOrId = (value: number, name: string): boolean =>
  value < longNumber || (idName.test(name) && !taxName.test(name));
