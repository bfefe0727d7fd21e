import { z } from 'zod';
import { AppError } from '../../../errors.js';
import { eventSchema } from '../http/api-schemas.js';
import type { ApiEvent } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { createGather } from '../http/gather.js';
import type { LeadTrail, TalkMessage } from '../kommo.js';
import { readPage } from '../http/pages.js';
import { isoOf } from '../leads/read-leads.js';

const types = 'lead_status_changed,incoming_chat_message,outgoing_chat_message';
const mostEvents = 100;
/** Kommo's filter takes this many entities at once in the list of events. */
const mostLeads = 10;

/** The newest moves and messages of a lead. Cards that are opened together read theirs in one call for ten of them. */
export const createReadTrail = (client: KommoClient): ((leadId: number) => Promise<LeadTrail>) =>
  createGather({
    most: mostLeads,
    keyOf: (leadId) => leadId,
    send: (leadIds) => readTrails(client, leadIds),
  });

async function readTrails(
  client: KommoClient,
  leadIds: readonly number[],
): Promise<readonly LeadTrail[]> {
  const filter = leadIds.map((id) => `filter[entity_id][]=${id}`).join('&');
  const path = `/api/v4/events?filter[entity]=lead&filter[type]=${types}&${filter}`;
  const list = { path, key: 'events', page: 1, limit: mostEvents };
  const { items, hasNext } = await readPage(client, list, eventSchema);
  // One lead's many events hide the others': each is read alone then.
  if (hasNext && leadIds.length > 1) {
    return (await Promise.all(leadIds.map((id) => readTrails(client, [id])))).flat();
  }
  return leadIds.map((id) =>
    trailOf(
      items.filter(({ entity_id }) => leadIds.length === 1 || entity_id === id),
      hasNext,
    ),
  );
}

function trailOf(events: readonly ApiEvent[], hasNext: boolean): LeadTrail {
  const newestFirst = [...events].sort((one, other) => other.created_at - one.created_at);
  const incoming = newestFirst.find(({ type }) => type === 'incoming_chat_message');
  return {
    moves: newestFirst.flatMap(moveOf),
    isComplete: !hasNext,
    newestMessage: newestFirst.flatMap(messageOf)[0] ?? null,
    lastIncomingAt: incoming === undefined ? null : isoOf(incoming.created_at),
  };
}

const moveSchema = z.object({
  lead_status: z.object({ id: z.coerce.number(), pipeline_id: z.coerce.number() }),
});

function moveOf({ type, value_after, created_at }: ApiEvent): LeadTrail['moves'] {
  if (type !== 'lead_status_changed') return [];
  const change = moveSchema.safeParse(value_after[0]);
  if (!change.success) return [];
  const { id: statusId, pipeline_id: pipelineId } = change.data.lead_status;
  return [{ pipelineId, statusId, at: isoOf(created_at) }];
}

const messageEventSchema = z.object({
  message: z.object({ id: z.coerce.string(), talk_id: z.coerce.number().int().positive() }),
});

function messageOf({ value_after }: ApiEvent): readonly NonNullable<LeadTrail['newestMessage']>[] {
  const found = messageEventSchema.safeParse(value_after[0]);
  return found.success ? [{ id: found.data.message.id, talkId: found.data.message.talk_id }] : [];
}

const messageSchema = z.object({
  id: z.coerce.string(),
  text: z.string().catch(''),
  type: z.string().catch(''),
  created_at: z.coerce.number().int().positive(),
  author: z
    .object({ type: z.string().catch(''), name: z.string().nullable().catch(null) })
    .nullable()
    .catch(null),
});
type ApiMessage = z.infer<typeof messageSchema>;

/** One call: what was said in a talk, oldest first. Kommo does not document this address; scope-gated. */
export async function readTalk(
  client: KommoClient,
  talkId: number,
): Promise<readonly TalkMessage[] | null> {
  const list = { path: `/api/v4/talks/${talkId}/messages`, key: 'messages', page: 1 };
  try {
    const { items } = await readPage(client, list, messageSchema);
    return items.map(toMessage).sort((one, other) => one.at.localeCompare(other.at));
  } catch (error) {
    if (error instanceof AppError && error.code === 'kommo_rejected') return null;
    throw error;
  }
}

const toMessage = (message: ApiMessage): TalkMessage => ({
  id: message.id,
  at: isoOf(message.created_at),
  from: speakerOf(message),
  text: message.text,
});

/** Kommo writes a bot's name where a person's would be; there is no type of its own for it. */
function speakerOf({ type, author }: ApiMessage): TalkMessage['from'] {
  if (type === 'incoming' || author?.type === 'external') return 'lead';
  return author?.type === 'bot' || /bot/i.test(author?.name ?? 'bot') ? 'bot' : 'executive';
}
