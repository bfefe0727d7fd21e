import { onceIn } from '../http/once-in.js';
import type { KommoClient } from '../http/client.js';
import { eventSchema, noteSchema } from '../http/api-schemas.js';
import { readAll } from '../http/pages.js';
import { isoOf } from '../leads/read-leads.js';

/** What was noted, called or written lately on any lead, a part of `Kommo`. */
export interface KommoActs {
  /** Asked at most once a minute, two calls for all leads together. */
  readRecentActs(): Promise<RecentActs>;
}

export interface RecentActs {
  readonly since: string;
  /** When the newest of a lead was. */
  readonly newest: ReadonlyMap<number, string>;
}

const minuteMs = 60_000;
/** Longer than any lead goes without being looked at. */
const recentMs = 20 * minuteMs;
const mostPages = 20;

export const createRecentActs = (client: KommoClient, clock: () => Date): KommoActs => ({
  readRecentActs: onceIn(minuteMs, () => readRecentActs(client, clock()), clock),
});

async function readRecentActs(client: KommoClient, now: Date): Promise<RecentActs> {
  const since = new Date(now.getTime() - recentMs);
  const from = Math.floor(since.getTime() / 1_000);
  const notes = `/api/v4/leads/notes?filter[updated_at][from]=${from}`;
  const written = `/api/v4/events?filter[entity]=lead&filter[type]=outgoing_chat_message&filter[created_at][from]=${from}`;
  const noted = await readAll(client, { path: notes, key: 'notes', mostPages }, noteSchema);
  const found = [
    // A note in nobody's name is a machine's, but telephone systems log calls so.
    ...noted.filter(({ note_type, created_by }) => created_by !== 0 || note_type !== 'common'),
    ...(await readAll(
      client,
      { path: written, key: 'events', limit: 100, mostPages },
      eventSchema,
    )),
  ];
  return {
    since: since.toISOString(),
    newest: newestOf(found),
  };
}

function newestOf(
  found: readonly { readonly entity_id: number | null; readonly created_at: number }[],
): ReadonlyMap<number, string> {
  const newest = new Map<number, string>();
  for (const { entity_id: leadId, created_at } of found) {
    const at = isoOf(created_at);
    if (leadId !== null && at > (newest.get(leadId) ?? '')) newest.set(leadId, at);
  }
  return newest;
}
