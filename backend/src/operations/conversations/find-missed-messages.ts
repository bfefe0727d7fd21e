import { z } from 'zod';
import { readWish } from '../../../../domain/conversation/read/read-wish.js';
import type { IncomingMessage } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { Given } from '../../work/table.js';

const everyMs = 5 * 60_000;
/** Kommo's feed lags a little behind its hooks, and its clock may behind ours. */
const marginMs = 2 * 60_000;

const markKey = 'kommo.messages_read_until';
const markSchema = z.iso.datetime();

/**
 * What leads wrote and no hook has told: a "BAJA" must not wait for the hourly catch-up, because a nudge of the bot would go
 * out before it. One call where all hooks came, and one more for each lead whose hook did not. One process at a time; null
 * when it is not time yet.
 */
export function findMissedMessages(services: Services): Promise<number | null> {
  const { store, kommo, clock, enqueue, log } = services;
  return store.shared.withLock('missed-messages', async () => {
    const now = clock();
    const mark = markSchema.safeParse(await store.settings.get(markKey));
    const since = mark.success ? Date.parse(mark.data) : now.getTime() - everyMs;
    if (mark.success && now.getTime() - since < everyMs) return null;

    const from = new Date(since - marginMs);
    const { newestIncoming } = await kommo.readFeedSince(from);
    const missed = await findMissed(services, newestIncoming, from.toISOString());
    await enqueue('read-message', ...missed);
    await store.settings.set(markKey, now.toISOString());

    if (missed.length > 0) log.info({ messages: missed.length }, 'read what no hook told');
    return missed.length;
  });
}

type Message = Given['read-message'];

async function findMissed(
  services: Services,
  newest: readonly IncomingMessage[],
  from: string,
): Promise<readonly Message[]> {
  const conversations = await services.store.conversations.find(newest.map(({ leadId }) => leadId));
  const readUntil = new Map(
    conversations.map(({ kommoLeadId, facts }) => [kommoLeadId, facts.lastIncomingAt ?? from]),
  );
  const unread = newest.filter(({ leadId, at }) => at > (readUntil.get(leadId) ?? from));
  const read = unread.map((message) =>
    readMessages(services, message, readUntil.get(message.leadId) ?? from),
  );
  return (await Promise.all(read)).flat();
}

async function readMessages(
  { kommo, blueprint }: Services,
  { leadId, talkId, at }: IncomingMessage,
  readUntil: string,
): Promise<readonly Message[]> {
  const told = { direction: 'in', kommoLeadId: leadId, contactId: null, talkId } as const;
  const talk = await kommo.readTalk(talkId);
  // Without the scope for its words, the event still tells that and when somebody wrote.
  if (talk === null) return [{ ...told, at, wish: null, requestId: `missed:${at}` }];
  return talk
    .filter((message) => message.from === 'lead' && message.at > readUntil)
    .map(({ id, at: saidAt, text }) => ({
      ...{ ...told, at: saidAt, wish: readWish(text, blueprint.language) },
      requestId: `missed:${id}`,
    }));
}
