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
export function createTranslate(dictionary: unknown): Translate {
  const find = (group: string, name: string): string | null => {
    const found = read(read(dictionary, group), name);
    return typeof found === 'string' ? found : null;
  };
  const sentence = (key: Key, places: Readonly<Record<string, string | number>> = {}): string => {
    const [group = '', name = ''] = key.split('.');
    const text = find(group, name) ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, place: string) => {
      const value = places[place];
      return value === undefined ? whole : String(value);
    });
  };
  return Object.assign(sentence, {
    word: (group: Group, word: string, otherwise = word) => find(group, word) ?? otherwise,
  });
}

function read(owner: unknown, key: string): unknown {
  if (typeof owner !== 'object' || owner === null || !Object.hasOwn(owner, key)) return undefined;
  return new Map<string, unknown>(Object.entries(owner)).get(key);
}
