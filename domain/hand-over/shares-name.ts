import { writtenWords } from '../blueprint/written-words.js';

const common: ReadonlySet<string> = new Set(writtenWords.ofManyFirms);

/** Whether two names may mean one firm: they share a word of their own, or are the same. */
export function sharesName(one: string, other: string): boolean {
  const words = new Set(wordsOf(one));
  const own = wordsOf(other).filter((word) => !common.has(word));
  if (own.some((word) => words.has(word))) return true;
  return wordsOf(one).join(' ') === wordsOf(other).join(' ');
}

const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);
