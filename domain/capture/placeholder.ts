import { writtenWords } from '../blueprint/written-words.js';
import { fold } from '../person/text.js';

const nothings: ReadonlySet<string> = new Set(writtenWords.noName.map(fold));

/** Whether a name is none: "N/A", "undefined undefined", a variable that was not filled in. */
export function isPlaceholder(name: string): boolean {
  const folded = fold(name);
  if (nothings.has(folded) || isUnfilled(name)) return true;
  const words = folded.split(' ');
  return (
    words.length > 1 && words.every((word) => word === words[0]) && nothings.has(words[0] ?? '')
  );
}

/** A variable of an advertisement that arrived as it was written: "{{campaign.name}}", "{keyword}". */
export const isUnfilled = (text: string): boolean =>
  /(?:\{\{|%7B%7B)\s?[a-z_]|^\s*\{[\w.]+\}\s*$/iu.test(text);
