import type { Services } from '../../services.js';
import { readQuery } from './find-person.js';
import { tracePerson } from './trace-person.js';

/** Everything that is known of a person, place by place: what the right of access asks for (R8.1). */
export interface PersonData {
  readonly at: string;
  readonly places: readonly {
    readonly system: 'companion' | 'queue' | 'kommo' | 'odoo';
    readonly what: string;
    readonly records: readonly unknown[];
  }[];
}

type Place = PersonData['places'][number];

/** @throws AppError `invalid_body` for what is no number, address or RNC. */
export async function readPerson(services: Services, query: string): Promise<PersonData> {
  const { store, kommo, odoo, personalJobs, clock } = services;
  const { traces } = await tracePerson(services, readQuery(query));
  const here = await store.persons.read(traces);
  const inKommo = await kommo.privacy.readPerson(await kommo.privacy.findPerson(traces));
  const inOdoo =
    odoo?.privacy == null
      ? []
      : await odoo.privacy.readPerson(await odoo.privacy.findPerson(traces));
  const places: readonly Place[] = [
    ...here.map(({ table, rows }): Place => ({
      ...{ system: 'companion', what: table, records: rows },
    })),
    { system: 'queue', what: 'jobs', records: await personalJobs.read(traces) },
    { system: 'kommo', what: 'records', records: inKommo },
    { system: 'odoo', what: 'records', records: inOdoo },
  ];
  return {
    at: clock().toISOString(),
    places: places.filter(({ records }) => records.length > 0),
  };
}
