import { languages } from '../contract/language.js';
import type { Language } from '../contract/language.js';
import { en } from './en.js';
import { es } from './es.js';
import { pt } from './pt.js';
import type { Sentence, Unworded } from './sentence.js';
import { t } from './t.js';
import type { Text } from './t.js';

/** Words a sentence in one language. */
export type Say = (sentence: Sentence) => string;

export const sayIn =
  (language: Language): Say =>
  ({ code, params }) =>
    wordSentence(code, params ?? {}, language);

/** The language that a reader named, else Spanish. */
export const readLanguage = (named: unknown): Language =>
  languages.find((language) => language === named) ?? 'es';

/** A plain value, such as an answer's body, with every sentence in it worded. */
export function worded<T>(value: Unworded<T>, language: Language): T;
export function worded(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => worded(one, language));
  if (typeof value !== 'object' || value === null) return value;
  if (isSentence(value)) return wordSentence(value.code, value.params ?? {}, language);
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [key, worded(one, language)]),
  );
}

/** Nothing else in an answer has these keys and no other. A code that is gone since it was stored still is a sentence. */
export function isSentence(value: unknown): value is Sentence {
  if (typeof value !== 'object' || value === null) return false;
  const { code, params, ...rest }: { code?: unknown; params?: unknown } = value;
  const isFilled = typeof params === 'object' && params !== null;
  return (
    typeof code === 'string' && (params === undefined || isFilled) && Object.keys(rest).length === 0
  );
}

function wordSentence(code: string, params: object, language: Language): string {
  const filled = Object.entries(params).map(
    ([place, value]: [string, unknown]) => [place, wordValue(value, language)] as const,
  );
  return t(findText(code, language), Object.fromEntries(filled), language);
}

function wordValue(value: unknown, language: Language): string | number {
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return wordList(value, language);
  const word: unknown = worded(value, language);
  return typeof word === 'string' ? word : '';
}

/** Sentences stand one after another, words in a list of their language: "a, b y c". */
function wordList(values: readonly unknown[], language: Language): string {
  const words = values.map((one) => String(wordValue(one, language)));
  return values.some((one) => typeof one === 'object')
    ? words.join(' ')
    : new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}

const findText = (code: string, language: Language): Text => {
  const { [language]: texts } = textsByCode;
  return texts.get(code) ?? texts.get('plain.of_before') ?? code;
};

/** A code of an earlier version of this program has no text any more. */
const flatten = (catalogue: object): ReadonlyMap<string, Text> =>
  new Map(
    Object.entries(catalogue).flatMap(
      ([subject, texts]: [string, Readonly<Record<string, Text>>]) =>
        Object.entries(texts).map(([key, text]) => [`${subject}.${key}`, text] as const),
    ),
  );
const textsByCode = { es: flatten(es), en: flatten(en), pt: flatten(pt) };
