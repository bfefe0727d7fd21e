import type { Alert } from '../../storage/tables.js';
import type { Sentence } from '../../../../wording/sentence.js';

export const sentenceOf = ({ subject, level, count, limit }: Alert): Sentence => ({
  code: `alert.${subject}`,
  params: { failures: count, limit, level },
});
