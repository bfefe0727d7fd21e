import type { PersonFound } from '../../../../contract/privacy.js';
import { readPersonQuery } from '../../../../domain/privacy/read-person-query.js';
import type { Traces } from '../../../../domain/privacy/traces.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import { AppError, never } from '../../errors.js';
import type { Services } from '../../services.js';
import type { PlaceDid } from '../../storage/tables.js';
import { byPlace } from './by-place.js';
import { tracePerson } from './trace-person.js';
import type { TracedPerson } from './trace-person.js';

type Found = Unworded<PersonFound, 'what' | 'effect'>;
type Place = Found['places'][number];

/** Looks for a person in every place (R8.1). @throws AppError `invalid_body` for what is no number, address or RNC. */
export async function findPerson(services: Services, query: string): Promise<Found> {
  const person = await tracePerson(services, readQuery(query));
  const places = [
    ...(await inCompanion(services, person.traces)),
    ...(await inKommo(services, person.traces)),
    ...(await inOdoo(services, person.traces)),
  ];
  const isKnown = places.some(({ count }) => count > 0);
  return {
    people: peopleOf(person),
    shared: person.shared,
    places: isKnown ? [...places, ...(await inExports(services, person))] : places,
  };
}

/** @throws AppError `invalid_body` */
export function readQuery(query: string): Traces {
  const asked = readPersonQuery(query);
  if (asked !== null) return asked;
  throw new AppError('invalid_body', 'A person is found by number, e-mail or RNC.', {
    retry: never,
    reason: { code: 'privacy.not_a_key' },
    fields: [
      {
        field: 'query',
        reason: { code: 'privacy.not_a_key' },
        remedy: { code: 'privacy.type_a_key' },
      },
    ],
  });
}

/** More than one name: the administrator sees that two may be meant. */
const peopleOf = ({ leads }: TracedPerson): Found['people'] => {
  const names = leads.map(({ profile: { person } }) => ({
    name: person.fullName,
    company: person.companyName,
  }));
  return names.filter(
    ({ name, company }, index) =>
      names.findIndex((one) => one.name === name && one.company === company) === index,
  );
};

const place = (
  system: Place['system'],
  what: Sentence,
  count: number,
  effect: Sentence,
): Place => ({ system, what, count, effect, links: [] });

async function inCompanion(
  { store, personalJobs }: Services,
  traces: Traces,
): Promise<readonly Place[]> {
  const counts = await store.persons.count(traces);
  const jobs = await personalJobs.count(traces);
  const rows = counts.map(({ place: what, rows: count, erasure }) => ({
    ...{ what, did: didBy[erasure], count },
  }));
  return [
    ...byPlace(rows).map(({ what, did, count }) =>
      place('companion', { code: `privacy.place_${what}` }, count, effectOf(what, did)),
    ),
    ...(jobs === 0
      ? []
      : [place('queue', { code: 'privacy.place_jobs' }, jobs, { code: 'privacy.effect_deleted' })]),
  ];
}

const didBy = { delete: 'deleted', empty: 'emptied', keep: 'kept' } as const;

const effectOf = (what: PlaceDid['what'], did: PlaceDid['did']): Sentence => {
  if (what === 'proposals' || what === 'consents') return { code: `privacy.effect_${what}` };
  if (did === 'kept') return { code: 'privacy.effect_kept' };
  return { code: did === 'emptied' ? 'privacy.effect_emptied' : 'privacy.effect_deleted' };
};

async function inKommo({ kommo }: Services, traces: Traces): Promise<readonly Place[]> {
  const { contacts, leads, companies } = await kommo.privacy.findPerson(traces);
  const links = (what: 'contact' | 'lead' | 'company', ids: readonly number[]) =>
    ids.map((id) => ({ label: `#${id}`, url: kommo.privacy.recordUrl(what, id) }));
  const effect: Sentence = { code: 'privacy.effect_kommo' };
  const rows = [
    ['contact', contacts],
    ['lead', leads],
    ['company', companies],
  ] as const;
  return rows.flatMap(([what, ids]) =>
    ids.length === 0
      ? []
      : [
          {
            ...place('kommo', { code: `privacy.place_kommo_${what}` }, ids.length, effect),
            links: links(what, ids),
          },
        ],
  );
}

async function inOdoo({ odoo }: Services, traces: Traces): Promise<readonly Place[]> {
  if (odoo === null) return [];
  if (odoo.privacy === null) {
    return [
      place('odoo', { code: 'privacy.odoo_unreachable' }, 0, { code: 'privacy.effect_by_hand' }),
    ];
  }
  const { privacy } = odoo;
  const { partners, opportunities } = await privacy.findPerson(traces);
  const rows = [
    ['partner', partners],
    ['opportunity', opportunities],
  ] as const;
  return rows.flatMap(([what, ids]) =>
    ids.length === 0
      ? []
      : [
          {
            ...place('odoo', { code: `privacy.place_odoo_${what}` }, ids.length, {
              code: 'privacy.effect_odoo',
            }),
            links: ids.map((id) => ({ label: `#${id}`, url: privacy.recordUrl(what, id) })),
          },
        ],
  );
}

/** Sealed for a key that is not here: nobody can look inside. Counted are those that were made since the person is known. */
async function inExports(
  { exports, config }: Services,
  { leads }: TracedPerson,
): Promise<readonly Place[]> {
  const since = leads.map(({ capturedAt }) => capturedAt).sort()[0] ?? '';
  const made = await exports.list(mostExports);
  const count = made.filter(({ state, startedAt }) => state === 'done' && startedAt > since).length;
  if (count === 0) return [];
  const days = config.privacy.retentionDays.exports;
  return [
    place('exports', { code: 'privacy.place_exports' }, count, {
      code: 'privacy.effect_exports',
      params: { days },
    }),
  ];
}

/** More than are kept. */
const mostExports = 1_000;
