import { describe, expect, test } from '@jest/globals';
import { languages } from '../../contract/language.js';
import { en } from '../../wording/en.js';
import { es } from '../../wording/es.js';
import { pt } from '../../wording/pt.js';
import type { Text } from '../../wording/t.js';

const catalogues: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, Text>>>>>
> = { es, en, pt };

const textsOf = (language: string): ReadonlyMap<string, Text> =>
  new Map(
    Object.entries(catalogues[language] ?? {}).flatMap(([subject, texts]) =>
      Object.entries(texts).map(([key, text]) => [`${subject}.${key}`, text] as const),
    ),
  );
const formsOf = (text: Text): readonly string[] =>
  typeof text === 'string' ? [text] : Object.values({ ...text });
const placesOf = (form: string): readonly string[] => [...new Set(form.match(/\{\w+\}/g))].sort();

describe.each(languages)('the sentences in %s (R9.2)', (language) => {
  test('are those of Spanish, none empty', () => {
    const texts = textsOf(language);
    expect([...texts.keys()].sort()).toEqual([...textsOf('es').keys()].sort());
    const empty = [...texts].filter(([, text]) => formsOf(text).some((form) => form.trim() === ''));
    expect(empty).toEqual([]);
  });

  test('fill the same places as in Spanish', () => {
    const places = (from: string) =>
      [...textsOf(from)].map(([code, text]) => [
        code,
        placesOf(typeof text === 'string' ? text : `${text.other}{count}`),
      ]);
    expect(places(language)).toEqual(places('es'));
  });

  test('differ by number where Spanish does', () => {
    const plurals = (from: string) =>
      [...textsOf(from)].filter(([, text]) => typeof text !== 'string').map(([code]) => code);
    expect(plurals(language)).toEqual(plurals('es'));
  });
});

test('no two languages say a whole sentence the same way', () => {
  const isSentence = (text: Text): boolean =>
    formsOf(text).some((form) => /\p{L}+ \p{L}+ \p{L}+/u.test(form));
  const untranslated = [...textsOf('es')].filter(
    ([code, text]) =>
      isSentence(text) &&
      ['en', 'pt'].some(
        (language) => JSON.stringify(textsOf(language).get(code)) === JSON.stringify(text),
      ),
  );
  expect(untranslated).toEqual([]);
});
