import type { MetaDelivery } from '../../adapters/meta/webhook/read-delivery.js';
import type { Services } from '../../services.js';
import type { Given } from '../../work/table.js';

/**
 * What was told of leads of ads and of messages: it is in the queue when this resolves, so that the answer may be given. Leads of
 * ads are read later; of a number that is no lead's nothing is kept.
 */
export async function receiveTold(
  services: Services,
  { leads, whatsApp }: MetaDelivery,
): Promise<void> {
  const asked = leads.map(({ leadgenId: sourceId, formId }) => ({ sourceId, formId }));
  if (asked.length > 0) await services.enqueue('fetch-lead', ...asked);
  const notes = await notesOf(services, whatsApp);
  if (notes.length > 0) await services.enqueue('note-delivery', ...notes);
}

async function notesOf(
  { store }: Services,
  told: MetaDelivery['whatsApp'],
): Promise<readonly Given['note-delivery'][]> {
  const named = told.flatMap(({ what, ...one }) =>
    what === 'sent' || what === 'failed' ? [] : [{ ...one, what }],
  );
  if (named.length === 0) return [];
  const contacts = await store.people.find(named.map(({ phone }) => keyOf(phone)));
  const leads = await store.leads.findByContactIds([...new Set(contacts.values())]);
  return named.flatMap(({ phone, what, at, key: requestId }) => {
    const contactId = contacts.get(keyOf(phone));
    return leads.flatMap(({ kommoContactId, kommoLeadId }) =>
      contactId === undefined || kommoContactId !== contactId || kommoLeadId === null
        ? []
        : [{ kommoLeadId, requestId, what, at }],
    );
  });
}

const keyOf = (phone: string): string => `phone:${phone}`;
