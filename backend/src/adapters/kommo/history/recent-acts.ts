import { onceIn } from '../http/once-in.js';
import type { KommoClient } from '../http/client.js';
import { eventSchema, noteSchema } from '../http/api-schemas.js';
import { readAll } from '../http/pages.js';

/** What was noted, called or written lately on any lead, a part of `Kommo`. */
export interface KommoActs {
  /** Asked at most once a minute, two calls for all leads together. */
  readRecentActs(): Promise<RecentActs>;
}

export interface RecentActs {
  readonly since: string;
  readonly leadIds: ReadonlySet<number>;
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
  const found = [
    ...(await readAll(client, { path: notes, key: 'notes', mostPages }, noteSchema)),
    ...(await readAll(
      client,
      { path: written, key: 'events', limit: 100, mostPages },
      eventSchema,
    )),
  ];
  return {
    since: since.toISOString(),
    leadIds: new Set(found.flatMap(({ entity_id }) => entity_id ?? [])),
  };
}
