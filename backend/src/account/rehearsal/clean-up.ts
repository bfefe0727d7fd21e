import type { Sentence } from '../../../../wording/sentence.js';
import { readLead } from './look-up.js';
import type { Rehearsal } from './rehearsal.js';

/** Kommo's fixed number for lost. */
const lost = 143;

/**
 * Kommo's API deletes neither leads nor contacts: each is closed as lost and renamed, so that nothing acts on it any more,
 * and named for a person to delete.
 */
export async function cleanUp(rehearsal: Rehearsal): Promise<readonly Sentence[]> {
  const { kommo, config, leads, mark } = rehearsal;
  const left: Sentence[] = [];
  for (const id of leads.values()) {
    const lead = await readLead(rehearsal, id);
    await kommo.patch(`/api/v4/leads/${id}`, {
      ...{ name: `BORRAR · ${mark}`, pipeline_id: lead.pipeline_id, status_id: lost },
    });
    left.push({
      code: 'rehearsal.left_lead',
      params: { address: `${config.kommo.baseUrl}/leads/detail/${id}` },
    });
    for (const contact of lead._embedded.contacts) {
      await kommo.patch(`/api/v4/contacts/${contact.id}`, { name: `BORRAR · ${mark}` });
      left.push({
        code: 'rehearsal.left_contact',
        params: { address: `${config.kommo.baseUrl}/contacts/detail/${contact.id}` },
      });
    }
  }
  return left;
}
