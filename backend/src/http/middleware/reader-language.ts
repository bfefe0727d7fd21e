import type { Request, Response } from 'express';
import { languageParameter, languages } from '../../../../contract/language.js';
import type { Language } from '../../../../contract/language.js';
import { readLanguage, worded } from '../../../../wording/say.js';
import type { Unworded } from '../../../../wording/sentence.js';

/** The language of who asks, as the widget says it; Spanish for all others. */
export const languageOf = (request: Request): Language =>
  readLanguage(request.query[languageParameter]);

/** For pages that a person opens in a browser, which says what its owner reads. */
export const browserLanguageOf = (request: Request): Language =>
  readLanguage(request.acceptsLanguages(...languages));

/** Answers with every sentence in the language of who asks. */
export function sendWorded<T>(response: Response, body: Unworded<T>): void {
  response.json(worded<T>(body, languageOf(response.req)));
}
