import { z } from 'zod';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';

const key = 'meta.token_end';
const everyMs = 60 * 60_000;
const keptSchema = z.object({ askedAt: z.string(), endsAt: z.string().nullable() });

/** When Meta's page token ends; null where it does not, or nobody can say. Meta is asked once an hour, whatever it answers. */
export async function readMetaEnd(services: Services): Promise<string | null> {
  const { meta, store, clock } = services;
  if (meta === null) return null;
  const now = clock();
  const kept = keptSchema.safeParse(await store.settings.get(key)).data;
  if (kept !== undefined && now.getTime() - Date.parse(kept.askedAt) < everyMs) return kept.endsAt;
  const endsAt = await ask(services, kept?.endsAt ?? null);
  await store.settings.set(key, { askedAt: now.toISOString(), endsAt });
  return endsAt;
}

/** A token that Meta does not take has ended; where Meta does not answer, what was known stands. */
async function ask({ meta, clock, log }: Services, known: string | null): Promise<string | null> {
  try {
    return (await meta?.readToken())?.endsAt?.toISOString() ?? null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'meta_not_connected') {
      return clock().toISOString();
    }
    log.warn({ err: error }, 'Meta did not say when its token ends');
    return known;
  }
}
