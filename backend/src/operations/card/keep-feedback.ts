import type { Feedback } from '../../storage/tables.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';

/**
 * "Esta puntuación no es correcta": kept beside the table that made the score, for refinement.
 * @throws AppError `lead_not_found` for a lead that the companion does not know.
 */
export async function keepFeedback(
  { store, clock }: Services,
  said: Omit<Feedback, 'version' | 'at'>,
): Promise<void> {
  const row = await store.leads.findByKommoId(said.kommoLeadId);
  if (row === null) {
    throw new AppError('lead_not_found', `Lead ${said.kommoLeadId} is not on record.`);
  }
  const history = await store.scores.history(row.id, 100);
  const seen = history.find(({ score: { model, total } }) => {
    return model === said.model && total === said.total;
  });
  await store.feedback.add({
    ...said,
    version: seen?.score.version ?? null,
    at: clock().toISOString(),
  });
}
