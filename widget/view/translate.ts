import { t as word, type Text } from '../../wording/t.js';
import type es from '../i18n/es.json';

type Dictionary = typeof es;
export type Group = keyof Dictionary;

/** "card.sum": every sentence by group and name. The compiler knows which exist. */
export type Key = { [G in Group]: `${G}.${keyof Dictionary[G] & string}` }[Group];

export interface Translate {
  /** A sentence of our own, with its `{places}` filled. */
  (key: Key, places?: Readonly<Record<string, string | number>>): string;
  /** The label of a word that came from outside; the word itself, or `otherwise`, where there is none. */
  word(group: Group, word: string, otherwise?: string): string;
}

/** `dictionary` is what Kommo loaded from i18n/<language>.json. */
export function createTranslate(dictionary: unknown, language: string): Translate {
  const find = (group: string, name: string): Text | null => {
    const found = read(read(dictionary, group), name);
    return isText(found) ? found : null;
  };
  const sentence = (key: Key, places: Readonly<Record<string, string | number>> = {}): string => {
    const [group = '', name = ''] = key.split('.');
    return word(find(group, name) ?? key, places, language);
  };
  return Object.assign(sentence, {
    word: (group: Group, name: string, otherwise = name) => {
      const found = find(group, name);
      return typeof found === 'string' ? found : otherwise;
    },
  });
}

const isText = (found: unknown): found is Text =>
  typeof found === 'string' || typeof read(found, 'other') === 'string';

function read(owner: unknown, key: string): unknown {
  if (typeof owner !== 'object' || owner === null || !Object.hasOwn(owner, key)) return undefined;
  return new Map<string, unknown>(Object.entries(owner)).get(key);
}
