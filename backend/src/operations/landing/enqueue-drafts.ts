import { halfFormMs } from '../../../../domain/blueprint/operating-rules.js';
import type { Services } from '../../services.js';

const most = 200;

/** Asks for the forms that were left half way long enough ago, in every process: one form is one job. */
export async function enqueueDrafts({ store, clock, enqueue }: Services): Promise<void> {
  const before = new Date(clock().getTime() - halfFormMs);
  const ids = await store.landing.draftsBefore(before, most);
  await enqueue('keep-partial', ...ids.map((formId) => ({ formId })));
}
