import type { PersonalPlace, PersonalTable } from './personal-table.js';

export const deleted = { kind: 'delete' } as const;
export const keep = { kind: 'keep' } as const;
export const ofKommoLead = { by: { kommo_lead_id: 'kommoLead' } } as const;

/** Holds nobody; `plain` are all its columns. */
export const nobody = (
  table: string,
  plain: readonly string[],
  retention: PersonalTable['retention'] = null,
): PersonalTable => ({
  table,
  place: 'none',
  personal: [],
  plain,
  found: {},
  erasure: keep,
  retention,
});

/** Goes with the lead in Kommo. */
export const ofLead = (
  [place, table]: readonly [PersonalPlace, string],
  personal: readonly string[],
  plain: readonly string[],
): PersonalTable => ({
  ...{ table, place, personal, plain: ['kommo_lead_id', ...plain], found: ofKommoLead },
  ...{ erasure: deleted, retention: null },
});
