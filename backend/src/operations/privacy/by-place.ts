import type { PrivacyStep } from '../../storage/tables.js';

type Done = PrivacyStep['done'];

/** One line a place and what was done there, however many tables that is; the request's own row is no news. */
export function byPlace(done: Done): Done {
  const told = done.filter(({ what }) => what !== 'requests' && what !== 'none');
  const same = (a: Done[number], b: Done[number]) => a.what === b.what && a.did === b.did;
  return told
    .filter((one, index) => told.findIndex((other) => same(one, other)) === index)
    .map((one) => ({
      ...one,
      count: told.filter((other) => same(one, other)).reduce((sum, { count }) => sum + count, 0),
    }));
}
