import type { Difference } from '../../../../contract/admin.js';
import type { OdooStep } from '../../../../contract/odoo.js';
import type { Services } from '../../services.js';
import { done } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import type { NextOf } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';
import { plannedSteps } from '../card/planned-steps.js';

/** What each repair lets the hand-over do again; every step finds what is there already. */
const forgotten: Readonly<Record<Difference['kind'], readonly OdooStep[]>> = {
  missing_in_odoo: plannedSteps,
  customer_gone: plannedSteps,
  opportunity_gone: plannedSteps.slice(plannedSteps.indexOf('opportunity')),
  id_not_in_kommo: ['kommo'],
  project_gone: ['project'],
  order_gone: ['contract'],
  customer_archived: [],
  opportunity_archived: [],
  project_archived: [],
  order_cancelled: [],
  in_failed_work: [],
  missing_in_kommo: [],
  not_won_in_kommo: [],
};

/** Repairs one difference by letting the hand-over run again, from the step that lost its record. */
export const repair = oneByOne('repair', async (services, { differenceId, by, requestId }) => {
  const [difference] = await services.store.reconciliations.findDifferences([differenceId]);
  const kommoLeadId = difference?.kommoLeadId ?? null;
  if (difference === undefined || kommoLeadId === null) return done();
  const steps = forgotten[difference.kind];
  const [lead] = await services.kommo.readLeadFields([kommoLeadId]);
  // The list may be a day old: what is not won any more is not handed over.
  if (lead?.outcome !== 'won' || steps.length === 0) return done();

  return done(...(await handOverAgain(services, kommoLeadId, { steps, by, requestId })));
});

interface Again {
  readonly steps: readonly OdooStep[];
  readonly by: string;
  readonly requestId: string;
}

async function handOverAgain(
  { store, log }: Services,
  kommoLeadId: number,
  { steps, by, requestId }: Again,
): Promise<readonly NextOf<'repair'>[]> {
  const requested = await store.handOvers.request(kommoLeadId, by, requestId);
  if (!requested) await store.handedOver.reopen(kommoLeadId, { steps, by, requestId });
  const handOver = await store.handOvers.find(kommoLeadId);
  if (handOver?.state !== 'requested') return [];
  log.info({ kommoLeadId, steps, by }, 'a difference with Odoo is repaired by its hand-over');
  return [next('send-to-odoo', { kommoLeadId, requestId: handOver.requestId })];
}
