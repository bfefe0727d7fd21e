import { z } from 'zod';
import type { KommoLead } from '../adapters/kommo/kommo.js';
import { mergeProfile } from '../domain/merge-profile.js';
import { done, oneByOne } from './step.js';
import type { Step } from './step.js';
import { captureBackoff } from './step.js';

const input = z.object({ kommoLeadId: z.int().positive() });

/**
 * A hook says only "look again": the lead is read from Kommo before anything is decided, so duplicates, wrong order
 * and strangers' hooks lead to the same end state.
 */
export const lookAgain: Step<z.infer<typeof input>> = {
  name: 'look-again',
  story: 'A hook came: the lead is read from Kommo and what follows from its stage is started.',
  input,
  batch: 20,
  concurrency: 1,
  backoffSeconds: captureBackoff,
  run: oneByOne(async ({ store, kommo, blueprint }, { kommoLeadId }) => {
    const lead = await kommo.readLead(kommoLeadId);
    const known = await store.leads.findByKommoId(kommoLeadId);
    if (lead === null) return done();

    const merged = known === null ? null : mergeProfile(known.profile, lead, blueprint);

    if (known !== null && merged !== null && merged !== known.profile) {
      await store.leads.saveProfile(known.id, merged);
    }

    return done(...nextOf(lead));
  }),
};

function nextOf(lead: KommoLead) {
  if (lead.outcome !== 'won') return [];
  return [{ step: 'win', key: String(lead.id), data: { kommoLeadId: lead.id, by: 'hook' } }];
}
