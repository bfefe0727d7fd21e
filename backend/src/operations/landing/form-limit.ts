import { createHmac } from 'node:crypto';
import type { Services } from '../../services.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Somebody who sends more has been heard: what they type is with us already. */
const perPhoneAndDay = 5;

/** Which limit a form that is being sent goes over; null for none, and while the database does not answer. */
export async function formLimit(
  { store, config, log }: Pick<Services, 'store' | 'config' | 'log'>,
  { address, phone }: { readonly address: string; readonly phone: string },
): Promise<'address' | 'phone' | null> {
  const { perHour } = config.landing;
  if (perHour === null) return null;
  try {
    const { rateLimits } = store;
    const byAddress = await rateLimits.take(`form ${address}`, 1, perHour, hourMs);
    if (byAddress > 0) return 'address';
    const key = `form ${keyedHash(config, phone)}`;
    return (await rateLimits.take(key, 1, perPhoneAndDay, dayMs)) > 0 ? 'phone' : null;
  } catch (error) {
    log.warn({ err: error }, 'the form is not limited while the database does not answer');
    return null;
  }
}

/** Addresses and numbers are few enough to be found behind a plain digest. */
export function keyedHash({ kommo }: Services['config'], text: string): string {
  const [secret = ''] = kommo.clientSecrets;
  return createHmac('sha256', secret).update(`visitor ${text}`).digest('base64url');
}
