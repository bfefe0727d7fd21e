import { findPhrase } from './clauses.js';
import type { CountLimits, CountWords, QuestionWords } from './language.js';

const highestCount = 10_000_000;

/** What is counted, and whether it is what was asked for or named. */
export interface Counted {
  readonly language: CountWords;
  readonly question: QuestionWords;
  readonly isAsked: boolean;
}

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
export function readSpokenCount(words: readonly string[], counted: Counted): number | null {
  const { language, question } = counted;
  const { highest, isMonthly, none } = question.count ?? anyCount;
  if (words.some((word) => language.money.includes(word))) return null;
  const found = findNumbers(words, language).filter((one) => !isElse(one, words, counted));
  if (found.length === 0) return none.some((one) => says(words, one)) ? 0 : null;
  const value = valueOfAll(found, words, language);
  if (value === null) return null;
  const monthly = Math.round(value * (isMonthly ? perMonth(words, language) : 1));
  return monthly <= highest ? monthly : null;
}

const anyCount: CountLimits = { highest: highestCount, isMonthly: true, none: [] };

function valueOfAll(
  [first, second, ...more]: readonly Found[],
  words: readonly string[],
  language: CountWords,
): number | null {
  if (first === undefined || more.length > 0) return null;
  return second === undefined
    ? limited(first, words, language)
    : between(first, second, words, language);
}

const says = (words: readonly string[], phrase: string): boolean =>
  findPhrase(words, phrase.split(' ')) !== -1;

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
  const value = valueOf(word, next, language);
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

function valueOf(
  word: string,
  next: string | undefined,
  { numbers, scales }: CountWords,
): number | null {
  if (/^\d+$/u.test(word)) return word.length > 8 ? null : Number(word);
  if (/^\d+(?:[.,]\d{3})+$/u.test(word)) return Number(word.replace(/[.,]/gu, ''));
  // "1.5 mil"; half a transaction there is not.
  if (/^\d{1,3}[.,]\d{1,2}$/u.test(word))
    return next !== undefined && own(scales, next) !== undefined
      ? Number(word.replace(',', '.'))
      : null;
  return own(numbers, word) ?? null;
}

const own = (table: Readonly<Record<string, number>>, word: string): number | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

function isElse(found: Found, words: readonly string[], counted: Counted): boolean {
  const { start, end, value } = found;
  const { language } = counted;
  const after = `${words.slice(end, end + 3).join(' ')} `;
  return (
    language.notAfter.includes(words[start - 1] ?? '') ||
    language.notBefore.some((phrase) => after.startsWith(`${phrase} `)) ||
    // A phone number counts nothing.
    value > highestCount ||
    (isArticle(found, words, language) && !isOne(found, words, counted))
  );
}

const isArticle = ({ start, end }: Found, words: readonly string[], { articles }: CountWords) =>
  end - start === 1 && articles.includes(words[start] ?? '');

/** "Uno", "un empleado", "una por semana". */
function isOne({ end }: Found, words: readonly string[], counted: Counted): boolean {
  const after = words[end];
  if (!counted.isAsked) return false;
  if (after === undefined) return words.length === 1;
  return counted.question.subject.includes(after) || counted.language.articleBefore.includes(after);
}

/** How far before a number its "no" may stand: "no tenemos más de 20". */
const denialReach = 6;

function limited(found: Found, words: readonly string[], language: CountWords): number {
  const { value, start, end } = found;
  const near = words.slice(Math.max(0, start - denialReach), start);
  const before = ` ${near.join(' ')}`;
  const endsIn = (phrases: readonly string[]) =>
    phrases.find((phrase) => before.endsWith(` ${phrase}`));
  const isDenied = (phrase: string): boolean =>
    near
      .slice(0, near.length - phrase.split(' ').length)
      .some((word) => language.denials.includes(word));
  const more = endsIn(language.moreThan);
  // "No más de 100" is 100, and so is "no menos de 100".
  if (more !== undefined) return isDenied(more) ? value : value + 1;
  const less = endsIn(language.lessThan);
  if (less !== undefined) return isDenied(less) ? value : Math.max(value - 1, 0);
  const after = `${words.slice(end, end + 3).join(' ')} `;
  return language.orMore.some((phrase) => after.startsWith(`${phrase} `)) ? value + 1 : value;
}

/** Two numbers are one count only as a range; "5 a 10 mil" are thousands both. */
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
  const from = first.value * sharedScale(first, second, words, language);
  return isRange && from < second.value ? Math.round((from + second.value) / 2) : null;
}

function sharedScale(
  first: Found,
  second: Found,
  words: readonly string[],
  { scales }: CountWords,
): number {
  const scale = own(scales, words[second.end - 1] ?? '') ?? 1;
  return first.value * scale < second.value ? scale : 1;
}

function perMonth(words: readonly string[], { perMonth: times }: CountWords): number {
  const period = Object.entries(times).find(([phrase]) => says(words, phrase));
  return period?.[1] ?? 1;
}
