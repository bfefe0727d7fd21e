import type { Audit } from '../../../../contract/audit.js';

type Change = Audit['items'][number]['changes'][number];

/** A row of the page stays readable, whatever was changed at once. */
const mostChanges = 20;
const mostText = 200;

interface Place {
  readonly text: string;
  /** Lists that only differ inside read the same. */
  readonly whole: string;
}

/** What differs between two plain values, each place under its own name; what stayed as it was is left out. */
export function changesOf(before: unknown, after: unknown): readonly Change[] {
  const [was, is] = [new Map(placesIn(before, [])), new Map(placesIn(after, []))];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => was.get(key)?.whole !== is.get(key)?.whole)
    .map((key) => ({
      key,
      before: was.get(key)?.text ?? null,
      after: is.get(key)?.text ?? null,
    }))
    .slice(0, mostChanges);
}

function placesIn(value: unknown, path: readonly string[]): readonly (readonly [string, Place])[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object' && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, one]) => placesIn(one, [...path, key]));
  }
  const text = Array.isArray(value) ? listed(value) : textOf(value);
  return [[path.join('.'), { text, whole: JSON.stringify(value) }]];
}

/** A few words are named; many, and things, are counted. */
function listed(values: readonly unknown[]): string {
  const words = values.filter((one) => typeof one === 'string' || typeof one === 'number');
  const areFew = words.length === values.length && words.length <= 3 && !words.some(isId);
  return areFew ? textOf(words.join(', ')) : String(values.length);
}

/** Nobody reads these. */
const isId = (word: string | number): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/u.test(String(word));

const textOf = (value: unknown): string => String(value).slice(0, mostText);
