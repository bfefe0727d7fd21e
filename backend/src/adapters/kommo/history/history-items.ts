import { z } from 'zod';
import { placeKey } from '../fields/account-map.js';
import type { AccountMap } from '../fields/account-map.js';
import type { ApiChatMessage, ApiEvent, ApiNote, ApiTask } from '../http/api-schemas.js';
import type { HistoryEntry, HistoryKind } from '../../../../../domain/hand-over/hand-over.js';
import { isoOf } from '../leads/read-leads.js';

const kindByNoteType: Readonly<Record<string, HistoryKind>> = {
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

export function fromNote(note: ApiNote): HistoryEntry {
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

interface EventContext {
  readonly map: AccountMap;
  readonly talks: ReadonlyMap<string, ApiChatMessage>;
}

export function fromEvent(event: ApiEvent, { map, talks }: EventContext): HistoryEntry {
  const message = messageOf(event);
  return message === null ? fromStage(event, map) : fromMessage(event, message, talks);
}

const statusChangeSchema = z.object({
  lead_status: z.object({ id: z.coerce.number(), pipeline_id: z.coerce.number() }),
});

function fromStage(event: ApiEvent, map: AccountMap): HistoryEntry {
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

const messageSchema = z.object({
  message: z.object({
    id: z.coerce.string(),
    origin: z.string().catch(''),
    talk_id: z.coerce.number().int().positive().nullable().catch(null),
  }),
});
type Message = z.infer<typeof messageSchema>['message'];

function messageOf({ type, value_after }: ApiEvent): Message | null {
  if (!type.endsWith('_chat_message')) return null;
  const found = messageSchema.safeParse(value_after[0]);
  return found.success ? found.data.message : { id: '', origin: '', talk_id: null };
}

/** The conversation that an event belongs to; empty for events that are no messages. */
export function talkIdOf(event: ApiEvent): readonly number[] {
  const talkId = messageOf(event)?.talk_id ?? null;
  return talkId === null ? [] : [talkId];
}

function fromMessage(
  event: ApiEvent,
  { id, origin }: Message,
  talks: EventContext['talks'],
): HistoryEntry {
  const said = talks.get(id);
  return {
    ref: `message:${id === '' ? event.id : id}`,
    at: isoOf(event.created_at),
    kind: event.type.startsWith('incoming') ? 'message_in' : 'message_out',
    author: said?.author?.name ?? authorOf(event.created_by),
    text: said === undefined || said.text === '' ? origin : said.text,
  };
}

export function fromTask(task: ApiTask): HistoryEntry {
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
