import { z } from 'zod';
import { refreshLeads } from '../reading/refresh-leads.js';
import { captureBackoff, done, failed } from '../step.js';
import type { Step } from '../step.js';

const input = z.object({ kommoLeadId: z.int().positive(), requestId: z.string() });

/** "Recalcular puntuación" (R9.3): scored again with what Kommo says now and with the tables in force. */
export const recalculate: Step<z.infer<typeof input>> = {
  name: 'recalculate',
  story: 'Somebody asked for it: the lead is read from Kommo and scored with the tables in force.',
  input,
  batch: 250,
  concurrency: 1,
  backoffSeconds: captureBackoff,
  async run(services, inputs) {
    const ids = [...new Set(inputs.map(({ kommoLeadId }) => kommoLeadId))];

    const order = { cause: 'recalculated', peopleToo: new Set(ids) } as const;
    const found = await refreshLeads(services, ids, order);

    return inputs.map(({ kommoLeadId }) => {
      const one = found.get(kommoLeadId);
      return one?.kind === 'failed' ? failed(one.error) : done();
    });
  },
};
