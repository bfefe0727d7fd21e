import type { AccountMapSource } from '../fields/account-map.js';
import { leadSchema } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { codes } from '../fields/field-codes.js';
import { numberOf } from '../fields/field-values.js';
import { readPage } from '../http/pages.js';

/** A won lead as far as the comparison with Odoo needs it. */
export interface WonLead {
  readonly id: number;
  readonly name: string;
  readonly odooCustomerId: number | null;
}

export interface WonLeadPage {
  readonly leads: readonly WonLead[];
  /** Null after the last page. */
  readonly next: number | null;
}

interface WonTools {
  readonly client: KommoClient;
  readonly account: AccountMapSource;
}

/** Won in every pipeline is status 142; the filter wants each with its pipeline (page "leads filter"). */
const wonStatus = 142;

/** Leads won in the blueprint's pipelines, 250 a call, oldest first. */
export async function listWonLeads(
  { client, account }: WonTools,
  page: number,
): Promise<WonLeadPage> {
  const { stages } = await account.read();
  const places = stages.filter(({ statusId }) => statusId === wonStatus);
  if (places.length === 0) return { leads: [], next: null };
  const filter = places.flatMap(({ pipelineId }, index) => [
    `filter[statuses][${index}][pipeline_id]=${pipelineId}`,
    `filter[statuses][${index}][status_id]=${wonStatus}`,
  ]);
  const path = `/api/v4/leads?${filter.join('&')}&order[id]=asc`;
  const { items, hasNext } = await readPage(client, { path, key: 'leads', page }, leadSchema);
  return {
    leads: items.map(({ id, name, custom_fields_values: values }) => ({
      id,
      name: name ?? '',
      odooCustomerId: numberOf(values, codes.odooCustomerId),
    })),
    next: hasNext && items.length > 0 ? page + 1 : null,
  };
}
