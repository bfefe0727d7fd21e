import { AppError } from '../../../errors.js';
import type { KommoClient } from '../http/client.js';
import { statusOf } from '../errors.js';

/** Lets a waiting Salesbot go on. False when none waits there any more: it was stopped, or answered before. */
export async function continueBot(
  client: KommoClient,
  returnPath: string,
  data: Readonly<Record<string, string>>,
): Promise<boolean> {
  try {
    await client.post(returnPath, { data });
    return true;
  } catch (error) {
    if (error instanceof AppError && statusOf(error) === 404) return false;
    throw error;
  }
}
