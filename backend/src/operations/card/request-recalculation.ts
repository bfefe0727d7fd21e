import type { Services } from '../../services.js';

/** "Recalcular puntuación" of the list: one job for each lead; answers how many. Asking again is harmless. */
export async function requestRecalculation(
  { enqueue }: Services,
  leadIds: readonly number[],
  requestId: string,
): Promise<number> {
  const ids = [...new Set(leadIds)];
  await enqueue('recalculate', ...ids.map((kommoLeadId) => ({ kommoLeadId, requestId })));
  return ids.length;
}
