import type { Alert } from '../../storage/tables.js';
import { localClock } from '../../../../domain/time/local-time.js';
import type { Sentence } from '../../../../wording/sentence.js';

/** What is raised and what to do, or that it is no more. */
export function sentenceOf(alert: Alert): Sentence {
  const what = whatOf(alert);
  if (alert.level === 0) return { code: 'alert.clear', params: { what } };
  const remedy: Sentence = { code: `alert.remedy_${alert.subject}` };
  return { code: 'alert.raised', params: { what, remedy } };
}

/** The same for a task: the time tells it from an earlier one with the same words. */
export const taskSentenceOf = (alert: Alert): Sentence => ({
  code: 'alert.task',
  params: { alert: sentenceOf(alert), at: localClock(new Date(alert.raisedAt)) },
});

function whatOf({ subject, level, count: failures, limit }: Alert): Sentence {
  if (subject === 'hooks') return { code: 'alert.hooks' };
  if (subject === 'kommo_token' || subject === 'meta_token' || subject === 'odoo_key') {
    return { code: `alert.${subject}`, params: { failures } };
  }
  return { code: `alert.${subject}`, params: { failures, limit, level } };
}
