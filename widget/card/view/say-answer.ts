import type { Card } from '../../../contract/card.js';
import type { Translate } from '../../view/translate.js';
import { labelOf, serviceOf, shownOf } from './words.js';

/**
 * What a line of the score says was known ("Contabilidad, Fiscal · múltiples servicios"), in the reader's language: stored
 * scores hold it in the firm's Spanish, made of answers, services and words of the score tables.
 */
export function createSayAnswer(
  { answers, lead }: Pick<Card, 'answers' | 'lead'>,
  t: Translate,
): (answer: string) => string {
  const said = new Map(
    answers.flatMap((answer) => {
      const { label, shown } = answer;
      const ours = shownOf(answer, t);
      if (shown === null || ours === null) return [];
      return [
        [shown, ours],
        [`${label}: ${shown}`, `${labelOf(answer, t)}: ${ours}`],
      ];
    }),
  );
  for (const service of lead.services) said.set(service.label, serviceOf(service, t));
  return (answer) =>
    splitKnown(answer, said)
      .map((part) => said.get(part) ?? t.word('known', part))
      .join('');
}

const between = /( · |, )/;

/** The longest known pieces, and what stands between them: an answer may hold a comma of its own. */
function splitKnown(answer: string, known: ReadonlyMap<string, string>): readonly string[] {
  const pieces = answer.split(between);
  const parts: string[] = [];
  for (let start = 0; start < pieces.length;) {
    let end = pieces.length;
    while (end > start + 1 && !known.has(pieces.slice(start, end).join(''))) end -= 1;
    parts.push(pieces.slice(start, end).join(''));
    start = end;
  }
  return parts;
}
