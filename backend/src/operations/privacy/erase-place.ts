import type { Services } from '../../services.js';
import type { ByHand, PrivacyPlace, PrivacyStep, PrivacyWork } from '../../storage/tables.js';
import { byPlace } from './by-place.js';
import { keysOf } from './keys-of.js';
import type { PlaceDone } from './place-done.js';

interface Erasing {
  /** Of the request. */
  readonly id: string;
  readonly place: PrivacyPlace;
  readonly work: PrivacyWork;
}

/** Null while a job of the person runs: it would write again what is deleted here. */
export function erasePlace(services: Services, erasing: Erasing): Promise<PlaceDone | null> {
  const eraseAt = {
    odoo: () => eraseInOdoo(services, erasing.work),
    kommo: () => eraseInKommo(services, erasing.work),
    companion: () => eraseHere(services, erasing),
  };
  return eraseAt[erasing.place]();
}

type Done = PrivacyStep['done'];
const some = (done: Done): Done => done.filter(({ count }) => count > 0);

async function eraseInOdoo({ odoo, say }: Services, { traces }: PrivacyWork): Promise<PlaceDone> {
  const none: PlaceDone = { step: { place: 'odoo', done: [] }, byHand: [] };
  if (odoo === null) return none;
  if (odoo.privacy === null) {
    const byHand: ByHand = { system: 'odoo', what: 'partner', id: 0, url: '', goneAt: null };
    return { ...none, byHand: [byHand] };
  }
  const records = await odoo.privacy.findPerson(traces);
  const name = say({ code: 'privacy.erased_name' });
  const did = await odoo.privacy.anonymisePerson(records, name);
  const emptied = did.partners - did.kept.length;
  const done = some([
    { what: 'odoo_partner', did: 'anonymised', count: emptied },
    { what: 'odoo_customer', did: 'kept', count: did.kept.length },
    { what: 'odoo_opportunity', did: 'anonymised', count: did.opportunities },
    { what: 'odoo_messages', did: 'emptied', count: did.messages },
  ]);
  return { step: { place: 'odoo', done }, byHand: [] };
}

/** Kommo's API deletes no lead, contact or chat. */
async function eraseInKommo(
  { kommo: { privacy }, say }: Services,
  { traces }: PrivacyWork,
): Promise<PlaceDone> {
  const records = await privacy.findPerson(traces);
  const did = await privacy.anonymisePerson(records, say({ code: 'privacy.erased_name' }));
  const done = some([
    { what: 'kommo_contact', did: 'anonymised', count: records.contacts.length },
    { what: 'kommo_lead', did: 'anonymised', count: records.leads.length },
    { what: 'kommo_company', did: 'anonymised', count: records.companies.length },
    { what: 'kommo_notes', did: 'emptied', count: did.notes },
    { what: 'kommo_tasks', did: 'emptied', count: did.tasks },
  ]);
  const byHand = (what: 'lead' | 'contact', ids: readonly number[]): readonly ByHand[] =>
    ids.map((id) => ({
      ...{ system: 'kommo', what, id, goneAt: null },
      url: privacy.recordUrl(what, id),
    }));
  return {
    step: { place: 'kommo', done },
    byHand: [...byHand('lead', records.leads), ...byHand('contact', records.contacts)],
  };
}

async function eraseHere(
  services: Services,
  { id, work: { traces } }: Erasing,
): Promise<PlaceDone | null> {
  const { store, personalJobs, clock } = services;
  const jobs = await personalJobs.erase(traces);
  if (jobs.running > 0) return null;
  for (const phone of traces.phones) await store.optOuts.add(phone, clock());
  const { leadIds, kommoLeadIds, contactIds } = traces;
  await services.exports.noteErasure({
    ...{ id, at: clock().toISOString(), leadIds, kommoLeadIds, contactIds },
    keyHashes: await store.erasures.hashes(keysOf(traces)),
  });
  const erased = await store.persons.erase(traces);
  const done = some([
    { what: 'jobs', did: 'deleted', count: jobs.erased },
    ...byPlace(erased.map(({ place, rows, done: did }) => ({ what: place, did, count: rows }))),
    { what: 'numbers', did: 'blocked', count: traces.phones.length },
  ]);
  return { step: { place: 'companion', done }, byHand: [] };
}
