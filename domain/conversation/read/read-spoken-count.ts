import type { CountWords } from './language.js';

const highestCount = 10_000_000;

interface Found {
  readonly value: number;
  readonly start: number;
  /** The word after it. */
  readonly end: number;
}

/**
 * The count that a statement tells: "como unas 300 al mes", "entre veinte y treinta", "más de mil"; null where it tells none, or
 * two that do not make one.
 */
export function readSpokenCount(words: readonly string[], language: CountWords): number | null {
  const found = findNumbers(words, language).filter((one) => !isElse(one, words, language));
  const [first, second] = found;
  if (first === undefined || found.length > 2) return null;
  const value =
    second === undefined
      ? limited(first, words, language)
      : between(first, second, words, language);
  if (value === null) return null;
  const monthly = Math.round(value * perMonth(words, language));
  return monthly <= highestCount ? monthly : null;
}

function findNumbers(words: readonly string[], language: CountWords): readonly Found[] {
  const found: Found[] = [];
  for (let at = 0; at < words.length;) {
    const number = numberAt(words, at, language);
    if (number !== null) found.push(number);
    at = number?.end ?? at + 1;
  }
  return found;
}

/** "dos mil trescientas", "treinta y dos", "2 mil", "1,200". */
function numberAt(words: readonly string[], start: number, language: CountWords): Found | null {
  let state: Spoken | null = { total: 0, part: null };
  let last = state;
  let at = start;
  for (; at < words.length; at += 1) {
    state = speak(last, words[at] ?? '', words[at + 1], language);
    if (state === null) break;
    last = state;
  }
  const value = last.total + (last.part ?? 0);
  return last.part === null ? null : { value, start, end: at };
}

/** What is said so far: thousands and dozens, and the hundreds and ones that still grow. */
interface Spoken {
  readonly total: number;
  readonly part: number | null;
}

/** One more word of a number; null where it belongs to none. */
function speak(
  { total, part }: Spoken,
  word: string,
  next: string | undefined,
  language: CountWords,
): Spoken | null {
  const scale = own(language.scales, word);
  if (scale !== undefined) return { total: total + Math.max(part ?? 1, 1) * scale, part: 0 };
  const value = valueOf(word, language);
  if (value !== null) {
    return value < roomAfter(part) ? { total, part: (part ?? 0) + value } : null;
  }
  const goesOn = word === language.and && part !== null && continues(next, part, language);
  return goesOn ? { total, part } : null;
}

/** "treinta y dos" goes on; "20 y 30" does not. */
const continues = (word: string | undefined, part: number, language: CountWords): boolean =>
  word !== undefined && part >= 20 && part % 10 === 0 && (own(language.numbers, word) ?? 10) < 10;

/** Nothing yet takes any number, 300 one below 100, 30 one below 10. */
function roomAfter(part: number | null): number {
  if (part === null || part === 0) return Infinity;
  if (part < 20) return 0;
  return part % 100 === 0 ? 100 : part % 10 === 0 ? 10 : 0;
}

function valueOf(word: string, { numbers }: CountWords): number | null {
  if (/^\d+$/u.test(word)) return word.length > 8 ? null : Number(word);
  if (/^\d+(?:[.,]\d{3})+$/u.test(word)) return Number(word.replace(/[.,]/gu, ''));
  return own(numbers, word) ?? null;
}

const own = (table: Readonly<Record<string, number>>, word: string): number | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

function isElse({ start, end, value }: Found, words: readonly string[], language: CountWords) {
  const before = words[start - 1] ?? '';
  const after = words[end] ?? '';
  return (
    language.notAfter.includes(before) ||
    language.notBefore.includes(after) ||
    // A phone number counts nothing.
    value > highestCount
  );
}

function limited({ value, start }: Found, words: readonly string[], language: CountWords): number {
  const near = words.slice(Math.max(0, start - 3), start);
  const before = near.join(' ');
  // "No más de 100" is 100.
  const denied = language.denials.some((word) => near.includes(word));
  if (language.moreThan.some((phrase) => before.endsWith(phrase)))
    return denied ? value : value + 1;
  if (language.lessThan.some((phrase) => before.endsWith(phrase))) return Math.max(value - 1, 0);
  return value;
}

/** Two numbers are one count only as a range. */
function between(
  first: Found,
  second: Found,
  words: readonly string[],
  language: CountWords,
): number | null {
  const joint = words.slice(first.end, second.start).join(' ');
  const isRange =
    language.range.includes(joint) ||
    (joint === language.and && words[first.start - 1] === language.between);
  return isRange && first.value < second.value
    ? Math.round((first.value + second.value) / 2)
    : null;
}

function perMonth(words: readonly string[], { perMonth: times }: CountWords): number {
  const period = words.find((word) => Object.hasOwn(times, word));
  return period === undefined ? 1 : (times[period] ?? 1);
}
