import type { OdooState } from '../../../../contract/odoo.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import { odooStateOf } from './odoo-state.js';
import { plannedSteps } from './planned-steps.js';

interface HandOverRequest {
  readonly confirmed: boolean;
  readonly by: string;
  readonly requestId: string;
}

/**
 * "Enviar a Odoo" of the card. Pressing again while it runs, or after it is done, answers the state as it is.
 * @throws AppError `lead_not_found`, `lead_not_won` (unless confirmed), `odoo_not_configured`, or why Kommo cannot be read.
 */
export async function requestHandOver(
  { store, kommo, odoo, enqueue }: Services,
  kommoLeadId: number,
  { confirmed, by, requestId }: HandOverRequest,
): Promise<OdooState> {
  if (odoo === null)
    throw new AppError('odoo_not_configured', 'ODOO_URL and ODOO_KEY are not set.');
  const lead = await kommo.readLead(kommoLeadId);
  if (lead === null) throw new AppError('lead_not_found', `Kommo has no lead ${kommoLeadId}.`);
  if (lead.outcome !== 'won' && !confirmed) {
    throw new AppError('lead_not_won', `Lead ${kommoLeadId} is not won and nobody confirmed.`);
  }
  await enqueue([
    { step: 'win', key: `${kommoLeadId}:${requestId}`, data: { kommoLeadId, by, requestId } },
  ]);
  await store.transfers.request(kommoLeadId, by, requestId);
  return odooStateOf(await store.transfers.find(kommoLeadId), plannedSteps);
}
