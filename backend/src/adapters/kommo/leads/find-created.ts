import { leadSchema } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { codes } from '../fields/field-codes.js';
import { textOf } from '../fields/field-values.js';
import { readAll } from '../http/pages.js';
import type { FoundLead } from './found-lead.js';
import { mainContactId } from './read-leads.js';

/** Kommo's clock may be behind ours. */
const clockMarginMs = 5 * 60_000;

/** By the list, not by search: Kommo's full-text index lags behind what was just written. */
export async function findCreated(
  client: KommoClient,
  since: Date,
  refs: ReadonlySet<string>,
): Promise<readonly FoundLead[]> {
  if (refs.size === 0) return [];
  const from = Math.floor((since.getTime() - clockMarginMs) / 1000);
  const path = `/api/v4/leads?with=contacts&filter[created_at][from]=${from}&order[created_at]=asc`;
  const leads = await readAll(client, { path, key: 'leads' }, leadSchema);
  return leads.flatMap((lead) => {
    const ref = textOf(lead.custom_fields_values, codes.ref);
    if (ref === null || !refs.has(ref)) return [];
    return [
      {
        ref,
        leadId: lead.id,
        contactId: mainContactId(lead),
        companyId: lead._embedded.companies[0]?.id ?? null,
        held: lead.custom_fields_values.flatMap(({ field_code }) => field_code ?? []),
      },
    ];
  });
}
