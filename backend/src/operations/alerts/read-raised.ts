import type { Services } from '../../services.js';
import type { Alert } from '../../storage/tables.js';
import type { UnfiledReport } from '../report/figure.js';
import { sentenceOf } from './alert-sentence.js';

/** What is raised now: of each subject its highest level, the most urgent first. */
export async function readRaised({
  store,
}: Pick<Services, 'store'>): Promise<UnfiledReport['raised']> {
  const bySubject = new Map<string, Alert>();
  for (const alert of await store.alerts.open()) {
    const known = bySubject.get(alert.subject);
    if (known === undefined || known.level < alert.level) bySubject.set(alert.subject, alert);
  }
  return [...bySubject.values()]
    .toSorted((one, other) => other.level - one.level)
    .map((alert) => ({
      text: sentenceOf(alert),
      level: alert.level,
      since: alert.raisedAt,
    }));
}
