import { z } from 'zod';
import { leadSchema } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { incomingMessage, isByWhatsApp } from '../history/whatsapp-writers.js';
import type { ChangedLeadPage, IncomingMessage, LeadFeed } from '../kommo.js';
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

const eventSchema = z.object({
  type: z.string(),
  entity_id: z.coerce.number().int(),
  created_at: z.coerce.number().int().catch(0),
  value_after: z.unknown(),
});
const saidSchema = z
  .tuple([z.object({ message: z.object({ talk_id: z.coerce.number().int().positive() }) })])
  .rest(z.unknown());
const deletions = ['lead_deleted', 'lead_restored'];

/** What no list of leads tells: a deleted lead is in none, and a message moves no `updated_at`. */
export async function readFeedSince(client: KommoClient, since: Date): Promise<LeadFeed> {
  const types = [...deletions, incomingMessage].map((type) => `filter[type][]=${type}`).join('&');
  const path = `/api/v4/events?${types}&filter[created_at][from]=${seconds(since)}`;
  const events = await readAll(client, { path, key: 'events', limit: 100 }, eventSchema);
  const idsOf = (told: typeof events): readonly number[] => [
    ...new Set(told.map(({ entity_id }) => entity_id)),
  ];
  return {
    deletedOrRestored: idsOf(events.filter(({ type }) => deletions.includes(type))),
    wroteByWhatsApp: idsOf(events.filter(isByWhatsApp)),
    newestIncoming: newestOf(events),
  };
}

function newestOf(events: readonly z.infer<typeof eventSchema>[]): LeadFeed['newestIncoming'] {
  const newest = new Map<number, IncomingMessage>();
  for (const { type, entity_id: leadId, created_at, value_after } of events) {
    const said = saidSchema.safeParse(value_after);
    if (type !== incomingMessage || !said.success) continue;
    const at = isoOf(created_at);
    if (at <= (newest.get(leadId)?.at ?? '')) continue;
    newest.set(leadId, { leadId, talkId: said.data[0].message.talk_id, at });
  }
  return [...newest.values()];
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
