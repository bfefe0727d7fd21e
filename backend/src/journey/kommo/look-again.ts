import type { Services } from '../../services.js';
import { refreshLeads } from '../reading/refresh-leads.js';
import type { Refreshed } from '../reading/refresh-leads.js';
import { done, failed } from '../../work/outcome.js';
import type { Outcome } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import type { NextOf } from '../../work/request.js';
import { step } from '../../work/step.js';
import type { Input } from '../../work/table.js';

/**
 * A hook says only "look again": the leads are read from Kommo before anything is decided, so duplicates, wrong order
 * and strangers' hooks lead to the same end state (decision 1).
 */
export const lookAgain = step('look-again', async (services, inputs) => {
  const ids = await worthReading(services, inputs);

  const peopleToo = new Set(inputs.filter(({ people }) => people).map((one) => one.kommoLeadId));
  const found = await refreshLeads(services, ids, { cause: 'edited', peopleToo });

  return inputs.map((one) => whatFollows(one, found.get(one.kommoLeadId)));
});

type Asked = Input['look-again'];

/** Everything but the echo of our own creations. */
async function worthReading(
  { store }: Services,
  inputs: readonly Asked[],
): Promise<readonly number[]> {
  const added = inputs
    .filter(({ action }) => action === 'add')
    .map(({ kommoLeadId }) => kommoLeadId);
  const known = new Set(
    (await store.leads.findByKommoIds(added)).map(({ kommoLeadId }) => kommoLeadId),
  );
  const ids = inputs
    .filter(({ kommoLeadId, action }) => action !== 'add' || !known.has(kommoLeadId))
    .map(({ kommoLeadId }) => kommoLeadId);
  return [...new Set(ids)];
}

function whatFollows(one: Asked, found: Refreshed | undefined): Outcome<NextOf<'look-again'>> {
  if (found === undefined || found.kind === 'gone') return done();
  if (found.kind === 'failed') return failed(found.error);
  if (!found.ours || !isToBeSent(one, found.lead)) return done();
  const { kommoLeadId, requestId } = one;
  return done(next('win', { kommoLeadId, by: 'hook', requestId }));
}

/**
 * A won lead is; one that is not, where the firm put "Enviar a Odoo" on a stage and the lead still stands there, for the
 * action may come hours late.
 */
const isToBeSent = (
  { action, statusId }: Asked,
  lead: { readonly outcome: string; readonly statusId: number },
): boolean =>
  lead.outcome === 'won' ||
  (action === 'send_to_odoo' && lead.outcome === 'open' && lead.statusId === statusId);
