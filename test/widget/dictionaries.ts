import { readFileSync } from 'node:fs';
import { createTranslate, type Translate } from '../../widget/view/translate.js';
import type { Setting } from '../../widget/view/times.js';
import { now } from './card/cards.js';

export const languages = ['es', 'en', 'pt'] as const;
export type Language = (typeof languages)[number];
export type Dictionary = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function readDictionary(language: Language): Dictionary {
  return JSON.parse(readFileSync(`widget/i18n/${language}.json`, 'utf8')) as Dictionary;
}

export function translateTo(language: Language): Translate {
  return createTranslate(readDictionary(language));
}

export function settingIn(language: Language): Setting {
  return { t: translateTo(language), now, language, timeZone: 'America/Santo_Domingo' };
}
