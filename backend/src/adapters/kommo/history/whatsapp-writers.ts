import { z } from 'zod';
import { eventSchema } from '../http/api-schemas.js';
import type { ApiEvent } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { readAll } from '../http/pages.js';

/** Kommo's filter takes this many entities at once in the list of events. */
const mostEntities = 10;
export const incomingMessage = 'incoming_chat_message';
const path = `/api/v4/events?filter[entity]=lead&filter[type]=${incomingMessage}`;

/** Those of the leads that have written by WhatsApp; a call for each ten of them. */
export async function findWhatsAppWriters(
  client: KommoClient,
  leadIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const found: number[] = [];
  for (let start = 0; start < leadIds.length; start += mostEntities) {
    const ids = leadIds.slice(start, start + mostEntities);
    const filter = ids.map((id) => `filter[entity_id][]=${id}`).join('&');
    const list = { path: `${path}&${filter}`, key: 'events', limit: 100 };
    const events = await readAll(client, list, eventSchema);
    found.push(...events.filter(isByWhatsApp).flatMap(({ entity_id }) => entity_id ?? []));
  }
  return new Set(found);
}

const messageSchema = z
  .tuple([z.object({ message: z.object({ origin: z.string() }) })])
  .rest(z.unknown());

/** Seen: `waba` of the Cloud API (live account), `com.amocrm.amocrmwa` of WhatsApp Lite. Not Instagram, not Facebook. */
export function isByWhatsApp(event: Pick<ApiEvent, 'type'> & { value_after?: unknown }): boolean {
  if (event.type !== incomingMessage) return false;
  const said = messageSchema.safeParse(event.value_after);
  return said.success && /waba|whatsapp|amocrmwa/i.test(said.data[0].message.origin);
}
