import type { Sentence } from '../../wording/sentence.js';
import type { ReadText } from './phone.js';
import { isPlaceholder } from '../capture/placeholder.js';
import { cleanLine } from './text.js';

const longest = 200;

const invalid = (
  reason: Sentence,
  remedy: Sentence = { code: 'person.at_most', params: { most: longest } },
): ReadText => ({ kind: 'invalid', reason, remedy });

/** A full name of two words or more, each with a letter (R2.1). */
export function readFullName(text: string): ReadText {
  const name = cleanLine(text);
  if (name.length > longest) return invalid({ code: 'person.name_long' });
  const words = name.split(' ').filter((word) => /\p{L}/u.test(word));
  if (words.length < 2 || isPlaceholder(name)) {
    return invalid({ code: 'person.name_incomplete' }, { code: 'person.name_remedy' });
  }
  return { kind: 'ok', value: name };
}

export function readCompanyName(text: string): ReadText {
  const name = cleanLine(text);
  if (name.length > longest) return invalid({ code: 'person.company_long' });
  if (!/[\p{L}\p{N}]/u.test(name) || isPlaceholder(name)) {
    return invalid({ code: 'person.company_missing' }, { code: 'person.company_remedy' });
  }
  return { kind: 'ok', value: name };
}
