import { z } from 'zod';
import { AppError } from '../../../errors.js';
import type { KommoClient } from '../http/client.js';
import { statusOf } from '../errors.js';
import type { HookState, HookSubscription } from '../kommo.js';
import { listOf } from '../http/list-of.js';

const hooksPath = '/api/v4/webhooks';

const hookSchema = z.object({ destination: z.string(), disabled: z.boolean().catch(false) });
const hooksSchema = z
  .object({ _embedded: z.object({ webhooks: listOf(hookSchema) }) })
  .nullable()
  .catch(null);

/**
 * Kommo disables a hook after a hundred bad answers in two hours and tells nobody but the administrators. Subscribing
 * the same address again arms it; where it stays disabled, it is taken away first.
 */
export async function armHook(
  client: KommoClient,
  { destination, settings }: HookSubscription,
): Promise<HookState> {
  const hook = await find(client, destination);
  if (hook === 'not_allowed') return 'not_allowed';
  if (hook === null) return 'missing';
  if (!hook.disabled) return 'armed';
  const answer = hookSchema.safeParse(await client.post(hooksPath, { destination, settings }));
  if (answer.success && !answer.data.disabled) return 'armed_again';
  await client.delete(hooksPath, { destination });
  await client.post(hooksPath, { destination, settings });
  return 'armed_again';
}

async function find(client: KommoClient, destination: string) {
  try {
    const query = `filter[destination]=${encodeURIComponent(destination)}`;
    const page = hooksSchema.parse(await client.get(`${hooksPath}?${query}`));
    return page?._embedded.webhooks.find((hook) => hook.destination === destination) ?? null;
  } catch (error) {
    // The plan has no hooks, or the token is not an administrator's.
    if (error instanceof AppError && [402, 403, 404].includes(statusOf(error) ?? 0)) {
      if (error.code !== 'kommo_blocked') return 'not_allowed';
    }
    throw error;
  }
}
