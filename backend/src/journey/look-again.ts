import { z } from 'zod';
import { mergeProfile } from '../domain/merge-profile.js';
import type { Services } from '../services.js';
import type { KommoLead } from '../adapters/kommo/kommo.js';
import { captureBackoff, done } from './step.js';
import type { Step } from './step.js';

const input = z.object({
  kommoLeadId: z.int().positive(),
  action: z.string(),
  requestId: z.string(),
});
type Input = z.infer<typeof input>;

/**
 * A hook says only "look again": the leads are read from Kommo before anything is decided, so duplicates, wrong order
 * and strangers' hooks lead to the same end state (decision 1).
 */
export const lookAgain: Step<Input> = {
  name: 'look-again',
  story: 'A hook came: the lead is read from Kommo and what follows from its stage is started.',
  input,
  batch: 100,
  concurrency: 1,
  backoffSeconds: captureBackoff,
  async run(services, inputs) {
    const leads = await services.kommo.readLeads(await worthReading(services, inputs));
    const leadById = new Map(leads.map((lead) => [lead.id, lead]));

    for (const lead of leads) await keepEdits(services, lead);

    return inputs.map(({ kommoLeadId, requestId }) => {
      if (leadById.get(kommoLeadId)?.outcome !== 'won') return done();
      return done({
        step: 'win',
        key: `${kommoLeadId}:${requestId}`,
        data: { kommoLeadId, by: 'hook', requestId },
      });
    });
  },
};

/** Everything but the echo of our own creations. */
async function worthReading(
  { store }: Services,
  inputs: readonly Input[],
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

/** What a person changed in Kommo's fields is what we know from now on. */
async function keepEdits({ store, blueprint }: Services, lead: KommoLead): Promise<void> {
  const known = await store.leads.findByKommoId(lead.id);
  if (known === null) return;
  const merged = mergeProfile(known.profile, lead, blueprint);
  if (merged !== known.profile) await store.leads.saveProfile(known.id, merged);
}
