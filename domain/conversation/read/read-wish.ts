import { findPhrase, foldWords, readClauses } from './clauses.js';
import type { Language, WishWords } from './language.js';

/** What a lead may want instead of answering; null for an ordinary message. */
export type Wish = 'opt_out' | 'person' | 'later';

/** Longest message that asks for a person or for later: in a long one the words say something else. */
const mostWords = 14;

/** Reads "BAJA", "quiero hablar con alguien", "ahora no" (R8.1). */
export function readWish(text: string, { wishes, joints }: Language): Wish | null {
  if (isOptOut(text, wishes)) return 'opt_out';
  const clauses = readClauses(text, joints);
  const length = clauses.reduce((sum, { words }) => sum + words.length, 0);
  if (length > mostWords) return null;
  const says = (phrases: readonly string[]): boolean =>
    clauses.some(({ words }) => phrases.some((one) => findPhrase(words, one.split(' ')) !== -1));
  if (says(wishes.person)) return 'person';
  return says(wishes.later) ? 'later' : null;
}

/**
 * Whether the lead wants no more messages, in any spelling: "B.A.J.A", "no me escrivan mas". Where the same message is about staff,
 * the hour or another channel it does not count; a person reads it anyway.
 */
export function isOptOut(text: string, wishes: WishWords): boolean {
  const words = spell(text);
  const whole = words.join(' ');
  const letters = words.every((word) => word.length === 1) ? words.join('') : whole;
  const alone = wishes.optOutAlone.map((phrase) => phrase.split(' ').map(soundOf).join(' '));
  if (alone.includes(whole) || alone.includes(letters)) return true;
  if (has(words, wishes.notOptOut)) return false;
  return has(words, wishes.optOut);
}

/** Words without doubled letters, and with the letters that people mix up made one: "escrivan", "mensages". */
const spell = (text: string): readonly string[] =>
  foldWords(text)
    .replace(/[^a-z]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '')
    .map(soundOf);

const soundOf = (word: string): string =>
  word
    .replace(/([a-z])\1+/gu, '$1')
    .replace(/v/gu, 'b')
    .replace(/^h/u, '')
    .replace(/z|c(?=[ei])/gu, 's')
    .replace(/g(?=[ei])/gu, 'j')
    .replace(/^x$|^q$/u, 'que')
    .replace(/^m$/u, 'me')
    .replace(/qu(?=[ei])|k/gu, 'k');

const has = (words: readonly string[], phrases: readonly string[]): boolean =>
  phrases.some((phrase) => findPhrase(words, phrase.split(' ').map(soundOf)) !== -1);
