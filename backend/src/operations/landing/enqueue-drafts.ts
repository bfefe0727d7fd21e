import { halfFormMs } from '../../../../domain/blueprint/operating-rules.js';
import type { Services } from '../../services.js';
import { eachDue } from '../each-due.js';

type Tools = Pick<Services, 'store' | 'clock' | 'enqueue'>;

/** Asks for the forms that were left half way long enough ago, in every process: one form is one job. */
export function enqueueDrafts({ store, clock, enqueue }: Tools): Promise<void> {
  const before = new Date(clock().getTime() - halfFormMs);
  return eachDue(
    (limit, skip) => store.landing.draftsBefore(before, limit, skip),
    (ids) => enqueue('keep-partial', ...ids.map((formId) => ({ formId }))),
  );
}
