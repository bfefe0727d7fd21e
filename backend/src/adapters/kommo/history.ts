import { eventSchema, noteSchema, taskSchema } from './api-schemas.js';
import type { ApiEvent, ApiNote, ApiTask } from './api-schemas.js';
import type { AccountMap } from './account-map.js';
import { placeKey } from './account-map.js';
import { z } from 'zod';
import type { KommoClient } from './client.js';
import type { HistoryItem, HistoryItemKind } from './kommo.js';
import { readAll } from './pages.js';
import { isoOf } from './read-leads.js';

/** Notes (also calls, letters and text messages), stage changes and tasks of a lead, oldest first. */
export async function readHistory(
  client: KommoClient,
  map: AccountMap,
  leadId: number,
): Promise<readonly HistoryItem[]> {
  const [notes, events, tasks] = await Promise.all([
    readAll(
      client,
      { path: `/api/v4/leads/${leadId}/notes`, key: 'notes', mostPages: 20 },
      noteSchema,
    ),
    readAll(
      client,
      { path: eventsPath(leadId), key: 'events', limit: 100, mostPages: 20 },
      eventSchema,
    ),
    readAll(client, { path: tasksPath(leadId), key: 'tasks', mostPages: 20 }, taskSchema),
  ]);
  return [
    ...notes.map(fromNote),
    ...events.map((event) => fromStageEvent(event, map)),
    ...tasks.map(fromTask),
  ].sort((one, other) => one.at.localeCompare(other.at) || one.ref.localeCompare(other.ref));
}

/** Only stage changes: the notes hold everything else that people read. */
const eventsPath = (leadId: number): string =>
  `/api/v4/events?filter[entity]=lead&filter[entity_id][]=${leadId}&filter[type]=lead_status_changed`;

const tasksPath = (leadId: number): string =>
  `/api/v4/tasks?filter[entity_type]=leads&filter[entity_id][]=${leadId}`;

const kindByNoteType: Readonly<Record<string, HistoryItemKind>> = {
  common: 'note',
  service_message: 'note',
  extended_service_message: 'note',
  attachment: 'note',
  call_in: 'call',
  call_out: 'call',
  sms_in: 'message_in',
  sms_out: 'message_out',
  amomail_message: 'email',
};

function fromNote(note: ApiNote): HistoryItem {
  return {
    ref: `note:${note.id}`,
    at: isoOf(note.created_at),
    kind: kindByNoteType[note.note_type] ?? 'other',
    author: authorOf(note.created_by),
    text: noteText(note.params),
  };
}

const readable = [
  'text',
  'subject',
  'content_summary',
  'phone',
  'original_name',
  'file_name',
  'link',
];

function noteText(params: ApiNote['params']): string {
  const found = readable.map((key) => params[key]);
  const parts = found.filter((value) => typeof value === 'string' && value !== '');
  const { duration } = params;
  return [...parts, ...(typeof duration === 'number' ? [`${duration} s`] : [])].join(' · ');
}

const statusChangeSchema = z.object({
  lead_status: z.object({ id: z.coerce.number(), pipeline_id: z.coerce.number() }),
});

function fromStageEvent(event: ApiEvent, map: AccountMap): HistoryItem {
  const change = statusChangeSchema.safeParse(event.value_after[0]);
  const { id, pipeline_id } = change.data?.lead_status ?? { id: 0, pipeline_id: 0 };
  return {
    ref: `event:${event.id}`,
    at: isoOf(event.created_at),
    kind: 'stage',
    author: authorOf(event.created_by),
    text: map.stageNameByPlace.get(placeKey(pipeline_id, id)) ?? '',
  };
}

function fromTask(task: ApiTask): HistoryItem {
  const result = task.result?.text ?? '';
  return {
    ref: `task:${task.id}`,
    at: isoOf(task.created_at),
    kind: 'task',
    author: authorOf(task.created_by),
    text: result === '' ? task.text : `${task.text} → ${result}`,
  };
}

/** 0 is a robot or the API; a user is given by id, names are the account's to tell. */
const authorOf = (userId: number | null): string | null =>
  userId === null || userId === 0 ? null : `user:${userId}`;
