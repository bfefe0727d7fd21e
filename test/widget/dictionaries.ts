import { readFileSync } from 'node:fs';
import type { Text } from '../../wording/t.js';
import { createTranslate, type Translate } from '../../widget/view/translate.js';
import type { Setting } from '../../widget/view/times.js';
import { now } from './card/cards.js';

export const languages = ['es', 'en', 'pt'] as const;
export type Language = (typeof languages)[number];
export type Dictionary = Readonly<Record<string, Readonly<Record<string, Text>>>>;

export function readDictionary(language: Language): Dictionary {
  return JSON.parse(readFileSync(`widget/i18n/${language}.json`, 'utf8')) as Dictionary;
}

/** All forms of a text: one, unless it differs by number. */
export const formsOf = (text: Text): readonly string[] =>
  typeof text === 'string' ? [text] : Object.values({ ...text });

export function translateTo(language: Language): Translate {
  return createTranslate(readDictionary(language), language);
}

export function settingIn(language: Language): Setting {
  return {
    t: translateTo(language),
    now,
    language,
    timeZone: 'America/Santo_Domingo',
    nameOf: (userId) => (userId === 1002 ? 'Carmen Peña' : null),
  };
}
