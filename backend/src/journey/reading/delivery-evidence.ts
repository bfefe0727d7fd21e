import { z } from 'zod';
import type { Services } from '../../services.js';

const key = 'whatsapp.delivery_told';
const keptSchema = z.object({ at: z.iso.datetime() });
/** Without a word for so long, nobody tells of deliveries any more. */
const lastsMs = 7 * 24 * 60 * 60_000;
const writtenEveryMs = 60 * 60_000;

type Tools = Pick<Services, 'clock'> & {
  readonly store: { readonly settings: Pick<Services['store']['settings'], 'get'> };
};

/** Whether somebody tells of messages that arrived; otherwise all that is known is that they left Kommo (R5.1). */
export async function tellsDeliveries(tools: Tools): Promise<boolean> {
  const told = await lastTold(tools);
  return told !== null && tools.clock().getTime() - told.getTime() < lastsMs;
}

/** Once an hour is enough to know that it goes on. */
export async function noteEvidence({ store, clock }: Services): Promise<void> {
  const told = await lastTold({ store, clock });
  if (told !== null && clock().getTime() - told.getTime() < writtenEveryMs) return;
  await store.settings.set(key, { at: clock().toISOString() });
}

async function lastTold({ store }: Tools): Promise<Date | null> {
  const parsed = keptSchema.safeParse(await store.settings.get(key));
  return parsed.success ? new Date(parsed.data.at) : null;
}
