import type { Services } from '../../services.js';
import type { PrivacyPlace, PrivacyStep, PrivacyWork } from '../../storage/tables.js';
import { byPlace } from './by-place.js';
import type { PlaceDone } from './place-done.js';

interface Correcting {
  readonly place: PrivacyPlace;
  readonly work: PrivacyWork;
}

/** Name, number, e-mail and RNC, wherever they stand. */
export async function correctPlace(
  services: Services,
  { place, work }: Correcting,
): Promise<PlaceDone> {
  const correctAt = {
    odoo: () => correctInOdoo(services, work),
    kommo: () => correctInKommo(services, work),
    companion: () => correctHere(services, work),
  };
  const done = await correctAt[place]();
  return { step: { place, done: done.filter(({ count }) => count > 0) }, byHand: [] };
}

type Done = PrivacyStep['done'];

async function correctInOdoo(
  { odoo }: Services,
  { traces, change: { fullName, ...change } }: PrivacyWork,
): Promise<Done> {
  if (!odoo?.privacy) return [];
  const records = await odoo.privacy.findPerson(traces);
  await odoo.privacy.correctPerson(records, {
    ...change,
    ...(fullName === undefined ? {} : { name: fullName }),
  });
  return [{ what: 'odoo_partner', did: 'corrected', count: records.partners.length }];
}

async function correctInKommo(
  { kommo: { privacy } }: Services,
  { traces, change, swaps }: PrivacyWork,
): Promise<Done> {
  const records = await privacy.findPerson(traces);
  const before = (after: string | undefined): string | null =>
    swaps.find((swap) => swap.after === after)?.before ?? null;
  await privacy.correctPerson(records, change, {
    phone: before(change.phone),
    email: before(change.email),
  });
  return [
    { what: 'kommo_contact', did: 'corrected', count: records.contacts.length },
    { what: 'kommo_lead', did: 'corrected', count: records.leads.length },
  ];
}

async function correctHere(
  { store, kommo }: Services,
  { traces, swaps }: PrivacyWork,
): Promise<Done> {
  const corrected = await store.persons.correct(traces, swaps);
  await store.people.learn(await kommo.readContacts(traces.contactIds));
  return byPlace(
    corrected.map(({ place, rows }) => ({ what: place, did: 'corrected', count: rows })),
  );
}
