import type { OdooState } from '../../../../contract/odoo.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import { odooStateOf } from './odoo-state.js';
import { plannedSteps } from './planned-steps.js';
import type { Unworded } from '../../../../wording/sentence.js';

interface HandOverRequest {
  /** Why a lead that is not won is handed over; null when nobody gave one. */
  readonly reason: string | null;
  readonly by: string;
  readonly requestId: string;
}

/**
 * "Enviar a Odoo" of the card. Pressing again while it runs, or after it is done, answers the state as it is.
 * @throws AppError `lead_not_found`, `lead_not_won` (unless there is a reason), `odoo_not_configured`, or why Kommo cannot be read.
 */
export async function requestHandOver(
  { store, kommo, odoo, enqueue }: Services,
  kommoLeadId: number,
  { reason, by, requestId }: HandOverRequest,
): Promise<Unworded<OdooState, 'reason'>> {
  if (odoo === null)
    throw new AppError('odoo_not_configured', 'ODOO_URL and ODOO_KEY are not set.');
  const lead = await kommo.readLead(kommoLeadId);
  if (lead === null) throw new AppError('lead_not_found', `Kommo has no lead ${kommoLeadId}.`);
  if (lead.outcome !== 'won' && reason === null && !(await hasReason(store, kommoLeadId))) {
    throw new AppError('lead_not_won', `Lead ${kommoLeadId} is not won and nobody said why.`);
  }
  const before = (await store.handOvers.find(kommoLeadId))?.state ?? null;
  await store.audit.note(requestId, {
    before: { outcome: lead.outcome, handOver: before },
    after: { handOver: 'requested', reason },
  });
  const given = reason === null ? {} : { reason };
  odoo.wakeUp();
  await enqueue('win', { kommoLeadId, by, requestId, ...given });
  await store.handOvers.request(kommoLeadId, by, requestId, reason ?? undefined);
  return odooStateOf(await store.handOvers.find(kommoLeadId), plannedSteps);
}

/** A failed hand-over that is begun again keeps the reason it was given at first. */
async function hasReason({ handOvers }: Services['store'], kommoLeadId: number): Promise<boolean> {
  const handOver = await handOvers.find(kommoLeadId);
  return handOver !== null && handOver.reason !== null;
}
