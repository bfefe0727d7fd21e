import { AppError, never } from '../../errors.js';
import type { Services } from '../../services.js';
import type { Delivery } from '../../storage/tables.js';
import { namedBy } from './named-by.js';

interface Order {
  readonly of: Delivery['of'];
  readonly id: string;
  readonly requestId: string;
}

/**
 * Does what is missing of a stored delivery, and nothing twice (R8.3): a capture that is no lead becomes one, a lead that Kommo does not
 * have is sent, and whoever is there is looked at again, as any repeated hook would have it. Nobody is written to for it.
 * @throws AppError `not_found`, or `invalid_body` for what may be done once only.
 */
export async function replayDelivery(
  services: Services,
  { of, id, requestId }: Order,
): Promise<void> {
  const { store, log } = services;
  const delivery = await store.deliveries.find(of, id);
  if (delivery === null) {
    throw new AppError('not_found', 'The delivery is kept no longer.', { retry: never });
  }
  if (of === 'capture') await replayCapture(services, delivery, requestId);
  else await replayHook(services, delivery, requestId);
  log.info({ deliveryId: id, of }, 'replayed a delivery');
}

async function replayCapture(
  { enqueue }: Services,
  { id, leadId, kommoLeadId }: Delivery,
  requestId: string,
): Promise<void> {
  if (leadId === null) await enqueue('score', { id });
  else if (kommoLeadId === null) await enqueue('send-to-kommo', { leadId });
  else await enqueue('look-again', { kommoLeadId, action: 'update', requestId });
}

async function replayHook(
  { enqueue }: Services,
  { body }: Delivery,
  requestId: string,
): Promise<void> {
  const { leadIds, contactIds, isReadAgain } = namedBy(body);
  if (!isReadAgain) {
    throw new AppError('invalid_body', 'The hook asks for something that is done once.', {
      retry: never,
      fields: [
        {
          field: 'id',
          reason: { code: 'privacy.hook_once' },
          remedy: { code: 'privacy.hook_once_do' },
        },
      ],
    });
  }
  const looked = { action: 'update', requestId };
  await enqueue('look-again', ...leadIds.map((kommoLeadId) => ({ kommoLeadId, ...looked })));
  await enqueue('look-at-contact', ...contactIds.map((contactId) => ({ contactId, ...looked })));
}
