import { AppError, never } from '../../errors.js';
import type { Services } from '../../services.js';
import type { ByHand } from '../../storage/tables.js';

/** Looks whether what a person had to delete is gone. @throws AppError `not_found`. */
export async function checkByHand(services: Services, id: string): Promise<void> {
  const { store, kommo, clock } = services;
  const request = await store.privacyRequests.find(id);
  if (request === null) {
    throw new AppError('not_found', 'No such request about a person.', { retry: never });
  }
  const idsOf = (what: ByHand['what']) =>
    request.byHand
      .filter((one) => one.system === 'kommo' && one.what === what && one.goneAt === null)
      .map((one) => one.id);
  const asked = { leads: idsOf('lead'), contacts: idsOf('contact'), companies: [] };
  const present = await kommo.privacy.findPresent(asked);
  const at = clock().toISOString();
  const isGone = ({ system, what, id: record, goneAt }: ByHand): boolean =>
    goneAt === null &&
    system === 'kommo' &&
    !(what === 'lead' ? present.leads : present.contacts).includes(record);
  await store.privacyRequests.save(id, {
    steps: request.steps,
    byHand: request.byHand.map((one) => (isGone(one) ? { ...one, goneAt: at } : one)),
  });
}
