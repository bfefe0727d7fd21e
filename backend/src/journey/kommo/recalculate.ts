import { refreshLeads } from '../reading/refresh-leads.js';
import { done, failed } from '../../work/outcome.js';
import { step } from '../../work/step.js';

/** "Recalcular puntuación" (R9.3): scored again with what Kommo says now and with the tables in force. */
export const recalculate = step('recalculate', async (services, inputs) => {
  const ids = [...new Set(inputs.map(({ kommoLeadId }) => kommoLeadId))];

  const order = { cause: 'recalculated', peopleToo: new Set(ids) } as const;
  const found = await refreshLeads(services, ids, order);

  return inputs.map(({ kommoLeadId }) => {
    const one = found.get(kommoLeadId);
    return one?.kind === 'failed' ? failed(one.error) : done();
  });
});
