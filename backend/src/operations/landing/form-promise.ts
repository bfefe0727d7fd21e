import type { LeadClass } from '../../../../contract/score.js';
import { readCapture } from '../../../../domain/capture/read-capture.js';
import { promiseContact } from '../../../../domain/form/contact-promise.js';
import type { Promised } from '../../../../domain/form/contact-promise.js';
import { workingHours } from '../../../../domain/blueprint/working-hours.js';
import { factsOf } from '../../../../domain/lead/facts.js';
import { scorePre } from '../../../../domain/score/score-pre.js';
import type { Services } from '../../services.js';

/** The class that the form's own score gives; null for a body that is no lead. */
export function classOfForm(
  { blueprint, scoreTables, clock }: Pick<Services, 'blueprint' | 'scoreTables' | 'clock'>,
  body: unknown,
): LeadClass | null {
  const read = readCapture(body, 'direct', blueprint, clock());
  if (read.kind === 'rejected') return null;
  return scorePre(factsOf(read.profile), scoreTables.pre, blueprint).leadClass;
}

/** When somebody will be in touch, by the firm's hours and holidays. */
export async function promiseFor(
  { store }: Pick<Services, 'store'>,
  leadClass: LeadClass,
  at: Date,
): Promise<Promised> {
  const { holidays } = await store.team.read();
  return promiseContact(leadClass, at, { week: workingHours, holidays, absences: [] });
}
