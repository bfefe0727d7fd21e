/** Longer messages are read up to here: nobody answers a question in more. */
export const longestRead = 600;

/** A statement within a message, in words that are lower case and without accents. */
export interface Clause {
  readonly words: readonly string[];
  readonly isQuestion: boolean;
}

const token =
  /\d+(?:[.,]\d{3})+[.,]\d{1,2}(?!\d)|\d+(?:[.,]\d{3})+(?!\d)|\d+(?:[.,:]\d+)?|[a-z]+|[\u{1f44d}\u{1f44e}\u{1f44c}\u{2705}\u{274c}\u{1f937}]|[.,;:!?¿\n$%+<>-]/gu;

/** Splits what a lead wrote into statements, in linear time. */
export function readClauses(text: string, joints: readonly string[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let words: string[] = [];
  let asks = false;
  const close = (isQuestion: boolean): void => {
    if (words.length > 0) clauses.push({ words, isQuestion });
    words = [];
    asks = false;
  };
  for (const [word] of foldWords(text).matchAll(token)) {
    if (word === '¿') asks = true;
    else if ('.,;:!\n'.includes(word)) close(asks);
    else if (word === '?') close(true);
    else if (joints.includes(word)) close(asks);
    else words.push(word);
  }
  close(asks);
  return clauses;
}

/** Lower case, no accents, no invisible marks; "siiii" is "sii". */
export const foldWords = (text: string): string =>
  text
    .slice(0, longestRead)
    .normalize('NFKD')
    .replace(/\p{M}|[\u200b-\u200f]|\p{EMod}/gu, '')
    .toLowerCase()
    .replace(/([a-z])\1{2,}/gu, '$1');

/** Where a phrase of words stands in a clause; −1 where it does not. */
export function findPhrase(words: readonly string[], phrase: readonly string[], from = 0): number {
  for (let start = from; start + phrase.length <= words.length; start += 1) {
    if (phrase.every((word, offset) => words[start + offset] === word)) return start;
  }
  return -1;
}
