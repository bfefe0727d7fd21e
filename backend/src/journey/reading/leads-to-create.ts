import type { LeadToCreate } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { LeadRow } from '../../storage/tables.js';
import type { Place, Places } from './hold-contacts.js';
import { readProvenance } from './read-provenance.js';

/** As Kommo is to get them, each with its score and the contact that its person is. */
export async function leadsToCreate(
  services: Services,
  leads: readonly LeadRow[],
  claims: Places,
): Promise<readonly LeadToCreate[]> {
  const { store } = services;
  const ids = leads.map(({ id }) => id);
  const owner = await readOwner(services);
  const [pre, inlead] = [
    await store.scores.latest(ids, 'pre'),
    await store.scores.latest(ids, 'inlead'),
  ];
  const made = leads.map(async ({ id, profile }) => {
    // InLead's number fills `lead_score` where there is one (R3.3).
    const stored = inlead.get(id) ?? pre.get(id);
    if (stored === undefined) return [];
    const contactId = contactOf(claims.get(id));
    const provenance = await readProvenance(services, { id, profile });
    return [{ ref: id, profile, score: stored.score, contactId, provenance, ...owner }];
  });
  return (await Promise.all(made)).flat();
}

export const contactOf = (place: Place | undefined): number | null =>
  place?.kind === 'known' ? place.contactId : null;

/** New leads are the queue's owner's, from whom they are assigned (R3.1); a user who has left Kommo would be refused. */
async function readOwner({
  store,
  kommo,
}: Services): Promise<Pick<LeadToCreate, 'responsibleUserId'>> {
  const { queueOwnerId } = await store.team.read();
  if (queueOwnerId === null) return {};
  const users = await kommo.readUsers();
  const isUser = users.length === 0 || users.some(({ id }) => id === queueOwnerId);
  return isUser ? { responsibleUserId: queueOwnerId } : {};
}
