import { findPhrase, readClauses } from './clauses.js';
import type { Language } from './language.js';
import { readOptOut } from './read-opt-out.js';

/** What a lead may want instead of answering; null for an ordinary message. */
export type Wish = 'opt_out' | 'person' | 'later';

/** Longest message that asks for a person or for later: in a long one the words say something else. */
const mostWords = 14;

/** Reads "BAJA", "quiero hablar con alguien", "ahora no" (R8.1). */
export function readWish(text: string, { wishes, joints }: Language): Wish | null {
  if (readOptOut(text, wishes.optOut)) return 'opt_out';
  const clauses = readClauses(text, joints);
  const length = clauses.reduce((sum, { words }) => sum + words.length, 0);
  if (length > mostWords) return null;
  const says = (phrases: readonly string[]): boolean =>
    clauses.some(({ words }) => phrases.some((one) => findPhrase(words, one.split(' ')) !== -1));
  if (says(wishes.person)) return 'person';
  return says(wishes.later) ? 'later' : null;
}
