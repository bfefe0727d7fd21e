import { z } from 'zod';
import { leadSchema } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import type { ChangedLeadPage } from '../kommo.js';
import { fingerprintOf, imageOf } from './lead-image.js';
import { readAll, readPage } from '../http/pages.js';
import { isoOf } from './read-leads.js';

export async function listLeadsChangedSince(
  client: KommoClient,
  page: number,
  since: Date,
): Promise<ChangedLeadPage> {
  const path = `/api/v4/leads?filter[updated_at][from]=${seconds(since)}&order[updated_at]=asc`;
  const { items, hasNext } = await readPage(client, { path, key: 'leads', page }, leadSchema);
  return {
    leads: items.map((lead) => ({
      leadId: lead.id,
      pipelineId: lead.pipeline_id,
      statusId: lead.status_id,
      updatedAt: isoOf(lead.updated_at),
      fingerprint: fingerprintOf(imageOf(lead)),
    })),
    next: hasNext && items.length > 0 ? page + 1 : null,
  };
}

const deletionSchema = z.object({ type: z.string(), entity_id: z.coerce.number().int() });
const deletions = ['lead_deleted', 'lead_restored'];

/** Deleted leads are in no list: only the feed of events still names them. */
export async function listDeletedSince(
  client: KommoClient,
  since: Date,
): Promise<readonly number[]> {
  const types = deletions.map((type) => `filter[type][]=${type}`).join('&');
  const path = `/api/v4/events?${types}&filter[created_at][from]=${seconds(since)}`;
  const events = await readAll(client, { path, key: 'events', limit: 100 }, deletionSchema);
  const ids = events.flatMap(({ type, entity_id }) =>
    deletions.includes(type) ? [entity_id] : [],
  );
  return [...new Set(ids)];
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
