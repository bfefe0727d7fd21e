/** How a word may be typed, since nobody knows whether Kommo minds case: as written, lower case, with a capital, without accents. */
export function spellings(words: readonly string[]): readonly string[] {
  return [...new Set(words.flatMap((word) => variants(word.trim())))];
}

function variants(word: string): readonly string[] {
  const lower = word.toLowerCase();
  const bare = lower.normalize('NFD').replace(/\p{M}/gu, '');
  return [word, lower, bare, capital(lower), capital(bare)];
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
