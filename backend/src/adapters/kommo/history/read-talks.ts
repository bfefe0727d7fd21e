import { AppError } from '../../../errors.js';
import { chatMessageSchema } from '../http/api-schemas.js';
import type { ApiChatMessage } from '../http/api-schemas.js';
import type { KommoClient } from '../http/client.js';
import { readAll } from '../http/pages.js';

/**
 * What was said, by message id. Needs the scope "External chat history": without it, or where a talk is gone, the events
 * still tell when somebody wrote, and the words stay in Kommo.
 */
export async function readTalks(
  client: KommoClient,
  talkIds: readonly number[],
): Promise<ReadonlyMap<string, ApiChatMessage>> {
  const talks = await Promise.all(talkIds.map((talkId) => readTalk(client, talkId)));
  return new Map(talks.flat().map((message) => [message.id, message]));
}

async function readTalk(client: KommoClient, talkId: number): Promise<readonly ApiChatMessage[]> {
  try {
    const path = `/api/v4/talks/${talkId}/messages`;
    return await readAll(client, { path, key: 'messages', mostPages: 20 }, chatMessageSchema);
  } catch (error) {
    if (error instanceof AppError && error.code === 'kommo_rejected') return [];
    throw error;
  }
}
