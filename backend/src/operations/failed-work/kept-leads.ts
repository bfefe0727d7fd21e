import type { Services } from '../../services.js';
import type { LeadRow } from '../../storage/tables.js';
import type { About } from '../../work/row.js';

interface KeptLead {
  readonly kommoLeadId: number | null;
  readonly name: string | null;
}

/** Number and name of the lead that each work is about, as the companion kept them; Kommo is not asked. */
export async function loadKept(
  { store }: Pick<Services, 'store'>,
  about: readonly About[],
): Promise<readonly KeptLead[]> {
  const rows = [
    ...(await store.leads.findByIds(about.flatMap(({ leadId }) => leadId ?? []))),
    ...(await store.leads.findByKommoIds(about.flatMap(({ kommoLeadId }) => kommoLeadId ?? []))),
  ];
  return about.map(({ leadId, kommoLeadId }) => {
    const row =
      rows.find(({ id }) => id === leadId) ??
      rows.find((one) => one.kommoLeadId !== null && one.kommoLeadId === kommoLeadId);
    return { kommoLeadId: kommoLeadId ?? row?.kommoLeadId ?? null, name: nameOf(row) };
  });
}

function nameOf(row: LeadRow | undefined): string | null {
  const { companyName = '', fullName = '' } = row?.profile.person ?? {};
  const name = companyName === '' ? fullName : companyName;
  return name === '' ? null : name;
}
