import type { Alert } from '../../storage/tables.js';
import type { Sentence } from '../../../../wording/sentence.js';

/** What is raised, or that it is no more. */
export function sentenceOf({ subject, level, count, limit }: Alert): Sentence {
  const raised: Sentence = {
    code: `alert.${subject}`,
    params: { failures: count, limit, level },
  };
  return level === 0 ? { code: 'alert.clear', params: { what: raised } } : raised;
}
