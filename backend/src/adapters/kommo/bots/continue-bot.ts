import { AppError } from '../../../errors.js';
import type { KommoClient } from '../http/client.js';
import { statusOf } from '../errors.js';

/** Seen live: an answer without any handler is not taken. The block reads `{{json.status}}` in its step 1. */
const goOn = [{ handler: 'goto', params: { type: 'question', step: 1 } }];

/** Lets a waiting Salesbot go on. False when none waits there any more: it was stopped, or answered before. */
export async function continueBot(
  client: KommoClient,
  returnPath: string,
  data: Readonly<Record<string, string>>,
): Promise<boolean> {
  try {
    await client.post(returnPath, { data, execute_handlers: goOn });
    return true;
  } catch (error) {
    if (error instanceof AppError && statusOf(error) === 404) return false;
    throw error;
  }
}
