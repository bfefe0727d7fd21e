import { z } from 'zod';
import { readNameInAccount } from '../../../../../domain/conversation/compile/bot-version.js';
import { AppError, backoff } from '../../../errors.js';
import { statusOf } from '../errors.js';
import type { KommoClient } from '../http/client.js';
import { readAs } from '../http/client.js';
import { listOf } from '../http/list-of.js';
import { onceIn } from '../http/once-in.js';
import type { KommoBot, KommoBots } from './kommo-bots.js';

const botSchema = z.object({
  id: z.coerce.number().int().positive(),
  name: z.string().catch(''),
  settings: z.object({ active: z.boolean().catch(true) }).catch({ active: true }),
});

/** Seen in a live account under `items`, in others under `bots`. */
const pageSchema = z
  .object({ _embedded: z.object({ items: listOf(botSchema), bots: listOf(botSchema) }) })
  .nullable();

/** An admin who imports a bot sees it used within this time. */
const botsMs = 5 * 60_000;

export const createBots = (client: KommoClient, clock: () => Date): KommoBots => ({
  listBots: onceIn(botsMs, () => listBots(client), clock),
  runBot: (botId, leadId) => runBot(client, botId, leadId),
  stopBot: (botId, leadId) => stopBot(client, botId, leadId),
  readTalkLead: (talkId) => readTalkLead(client, talkId),
});

/** At most 250 bots: nobody has more. The one imported last comes first, since it replaces those of its name. */
export async function listBots(client: KommoClient): Promise<readonly KommoBot[]> {
  const path = '/api/v4/bots?limit=250';
  const page = readAs(pageSchema, await client.get(path), path);
  const found = page === null ? [] : [...page._embedded.items, ...page._embedded.bots];
  return found
    .map(({ id, name, settings }) => ({
      id,
      ...readNameInAccount(name),
      isActive: settings.active,
    }))
    .toSorted((one, other) => other.id - one.id);
}

/**
 * Starts a bot for a lead. 202 says only that it is queued. Where no answer came, or a 5xx, it may run all the same: it is
 * never started again, because the lead would get everything twice ("unsure").
 */
async function runBot(
  client: KommoClient,
  botId: number,
  leadId: number,
): Promise<'queued' | 'unsure'> {
  try {
    await client.post(`/api/v4/bots/${botId}/run`, { entity_id: leadId, entity_type: 'leads' });
    return 'queued';
  } catch (error) {
    if (mayHaveRun(error)) return 'unsure';
    throw statusOf(error) === 404 ? botGone(botId, error) : error;
  }
}

/** Whoever imports a bot anew gives it another id: by the next try the list of the account's bots has been read again. */
const botGone = (botId: number, cause: unknown): AppError =>
  new AppError('kommo_unreachable', `Kommo has no bot ${botId}: its bots are read again`, {
    ...{ retry: backoff, cause },
  });

function mayHaveRun(error: unknown): boolean {
  const status = statusOf(error);
  return status !== null && (status < 300 || status >= 500);
}

/** Ends the bot for the lead; repeating it changes nothing. False where the account has no such bot. */
async function stopBot(client: KommoClient, botId: number, leadId: number): Promise<boolean> {
  try {
    await client.post(`/api/v4/bots/${botId}/stop`, { entity_id: leadId, entity_type: 'leads' });
    return true;
  } catch (error) {
    if (error instanceof AppError && statusOf(error) === 404) return false;
    throw error;
  }
}

/** 204 for a talk that is gone. */
const talkSchema = z
  .object({
    entity_id: z.coerce.number().int().positive().nullable().catch(null),
    entity_type: z.string().nullable().catch(null),
  })
  .nullable();

async function readTalkLead(client: KommoClient, talkId: number): Promise<number | null> {
  try {
    const path = `/api/v4/talks/${talkId}`;
    const talk = readAs(talkSchema, await client.get(path), path);
    return talk?.entity_type?.startsWith('lead') === true ? talk.entity_id : null;
  } catch (error) {
    if (error instanceof AppError && statusOf(error) === 404) return null;
    throw error;
  }
}
