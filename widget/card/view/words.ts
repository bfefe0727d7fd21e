import type { CardAnswer } from '../../../contract/card.js';
import type { Translate } from '../../view/translate.js';

/** Questions, options and services in the reader's language; what the firm added itself, in its own words. */

export const labelOf = (
  { question, label }: Pick<CardAnswer, 'question' | 'label'>,
  t: Translate,
) => t.word('questions', question, label);

export const serviceOf = (
  { key, label }: { readonly key: string; readonly label: string },
  t: Translate,
): string => t.word('services', key, label);

export const optionLabel = (
  question: string,
  { key, label }: CardAnswer['options'][number],
  t: Translate,
): string => t.word('options', `${question}_${key}`, t.word('options', key, label));

/** The answer as a person reads it; null when unknown. */
export function shownOf({ question, value, shown, options }: CardAnswer, t: Translate) {
  const option = options.find(({ key }) => key === value);
  return option === undefined ? shown : optionLabel(question, option, t);
}
