import type { AccountMap } from '../fields/account-map.js';
import { eventSchema, noteSchema, taskSchema } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { fromEvent, fromNote, fromTask, talkIdOf } from './history-items.js';
import type { HistoryEntry } from '../../../../../domain/hand-over/hand-over.js';
import { readAll } from '../http/pages.js';
import { readTalks } from './read-talks.js';

/** Kommo's filter takes this many entities at once in the list of events. */
const mostEntities = 10;
const mostPages = 20;

/**
 * Notes (also calls, letters and text messages), chat messages, stage changes and tasks, oldest first, by lead. A few
 * calls for all the leads together, and one for each conversation.
 */
export async function readHistories(
  client: KommoClient,
  map: AccountMap,
  leadIds: readonly number[],
): Promise<ReadonlyMap<number, readonly HistoryEntry[]>> {
  const [notes, events, tasks] = await Promise.all([
    readAll(client, { path: notesPath(leadIds), key: 'notes', mostPages }, noteSchema),
    readEvents(client, leadIds),
    readAll(client, { path: tasksPath(leadIds), key: 'tasks', mostPages }, taskSchema),
  ]);
  const talks = await readTalks(client, [...new Set(events.flatMap(talkIdOf))]);
  const found = [
    ...notes.map((note) => ({ leadId: note.entity_id, item: fromNote(note) })),
    ...events.map((event) => ({ leadId: event.entity_id, item: fromEvent(event, { map, talks }) })),
    ...tasks.map((task) => ({ leadId: task.entity_id, item: fromTask(task) })),
  ];
  return new Map(
    leadIds.map((leadId) => [
      leadId,
      found
        .filter((one) => one.leadId === leadId)
        .map(({ item }) => item)
        .sort((one, other) => one.at.localeCompare(other.at) || one.ref.localeCompare(other.ref)),
    ]),
  );
}

const filterOf = (ids: readonly number[]): string =>
  ids.map((id) => `filter[entity_id][]=${id}`).join('&');

/** One lead has an address of its own for its notes, which the documentation names first. */
const notesPath = ([first = 0, ...more]: readonly number[]): string =>
  more.length === 0
    ? `/api/v4/leads/${first}/notes`
    : `/api/v4/leads/notes?${filterOf([first, ...more])}`;

const tasksPath = (ids: readonly number[]): string =>
  `/api/v4/tasks?filter[entity_type]=leads&${filterOf(ids)}`;

const eventTypes = ['lead_status_changed', 'incoming_chat_message', 'outgoing_chat_message'];

/** Only what no note tells: stage changes and chat messages. */
async function readEvents(client: KommoClient, leadIds: readonly number[]) {
  const types = eventTypes.join(',');
  const groups = Array.from({ length: Math.ceil(leadIds.length / mostEntities) }, (_group, index) =>
    leadIds.slice(index * mostEntities, (index + 1) * mostEntities),
  );
  const pages = await Promise.all(
    groups.map((ids) => {
      const path = `/api/v4/events?filter[entity]=lead&filter[type]=${types}&${filterOf(ids)}`;
      return readAll(client, { path, key: 'events', limit: 100, mostPages }, eventSchema);
    }),
  );
  return pages.flat();
}
