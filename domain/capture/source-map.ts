import { commonNames } from '../blueprint/source-names.js';
import { fold } from '../person/text.js';
import { longestField } from './body-field.js';

/** How the names and answers of a source become ours; data that an administrator edits. */
export interface SourceMap {
  /** Our key → the names that the source uses for it. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Our key → what the source answers → what we would. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names that mean nothing to us; a star at the end stands for any rest. */
  readonly ignore: readonly string[];
}

export const emptyMap: SourceMap = { names: {}, values: {}, ignore: [] };

export interface Mapped {
  /** Under our keys. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What nobody reads, as it came and bounded: kept with the delivery, and listed to be mapped. */
  readonly unmapped: Readonly<Record<string, string>>;
}

/** "¿Cuándo_desea_empezar?_" and "cuando desea empezar" are the same name. */
export const foldName = (name: string): string =>
  fold(name.slice(0, longestName))
    .replace(/[¿?¡!:*]/gu, '')
    .replace(/[\s_.-]+/gu, ' ')
    .trim();

const longestName = 200;
const mostUnmapped = 60;
const longestUnmapped = 300;

/** One source's fields under our keys. Where two fields mean the same key, the first that says something has it. */
export function mapFields(
  fields: Iterable<readonly [string, unknown]>,
  map: SourceMap,
  keys: readonly string[],
): Mapped {
  const keyByName = spellingsOf(map, keys);
  const body = new Map<string, unknown>();
  const unmapped = new Map<string, string>();
  for (const [name, value] of fields) {
    const key = keyByName.get(foldName(name));
    if (key === undefined) keepUnmapped(unmapped, { name, value, map });
    else if (isNothing(body.get(key))) body.set(key, translate(map, key, value));
  }
  return { body: Object.fromEntries(body), unmapped: Object.fromEntries(unmapped) };
}

/** What an administrator entered goes before what we know by ourselves. */
function spellingsOf(map: SourceMap, keys: readonly string[]): ReadonlyMap<string, string> {
  const known = new Set(keys);
  return new Map([
    ...Object.entries(commonNames).filter(([, key]) => known.has(key)),
    ...keys.map((key) => [foldName(key), key] as const),
    ...Object.entries(map.names).flatMap(([key, names]) =>
      known.has(key) ? names.map((name) => [foldName(name), key] as const) : [],
    ),
  ]);
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '';

function translate(map: SourceMap, key: string, value: unknown): unknown {
  const values = Object.hasOwn(map.values, key) ? map.values[key] : undefined;
  if (values === undefined) return value;
  const one = (said: unknown): unknown => {
    if (typeof said !== 'string' || said.length > longestField) return said;
    const folded = foldName(said);
    return Object.entries(values).find(([theirs]) => foldName(theirs) === folded)?.[1] ?? said;
  };
  return Array.isArray(value) ? value.slice(0, mostUnmapped).map(one) : one(value);
}

function keepUnmapped(
  unmapped: Map<string, string>,
  { name, value, map }: { readonly name: string; readonly value: unknown; readonly map: SourceMap },
): void {
  if (isNothing(value) || isIgnored(name, map) || unmapped.size >= mostUnmapped) return;
  unmapped.set(name.slice(0, longestName), shown(value));
}

const shown = (value: unknown): string =>
  (typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '…'
  ).slice(0, longestUnmapped);

export const isIgnored = (name: string, { ignore }: SourceMap): boolean =>
  ignore.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
