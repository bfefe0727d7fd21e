import type { LeadTask } from '../../../../contract/card.js';
import type { Services } from '../../services.js';

/**
 * A task in Kommo, on the lead and for the executive who asks for it. Kommo keeps no key against repetition: asked twice,
 * there are two.
 * @throws AppError why Kommo cannot be written.
 */
export async function addTask(
  { kommo, log }: Services,
  kommoLeadId: number,
  { text, dueAt, userId }: LeadTask & { readonly userId: number },
): Promise<void> {
  await kommo.addTask(kommoLeadId, { text, dueAt: new Date(dueAt), responsibleUserId: userId });
  log.info({ leadId: kommoLeadId, userId }, 'added a task');
}
