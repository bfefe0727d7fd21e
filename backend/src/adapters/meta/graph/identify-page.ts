import { z } from 'zod';
import { AppError, never } from '../../../errors.js';
import { createGraphClient } from './graph-client.js';
import type { MetaSettings } from './graph-client.js';

const pageSchema = z.object({ id: z.coerce.string().regex(/^\d{5,30}$/) });

/** The page that the token is for: Meta calls it "me". @throws AppError where the token opens nothing. */
export async function identifyPage(settings: MetaSettings): Promise<string> {
  const page = pageSchema.safeParse(await createGraphClient(settings).get('me', { fields: 'id' }));
  if (page.success) return page.data.id;
  throw new AppError('meta_rejected', 'Meta did not say whose the token is', {
    retry: never,
    reason: { code: 'meta.unreachable' },
  });
}
