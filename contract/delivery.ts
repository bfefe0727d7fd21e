import { z } from 'zod';

/** What was received, newest first; bodies without what may be somebody's. */
export const deliveriesSchema = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        of: z.enum(['capture', 'hook']),
        /** "direct", "inlead", "meta", "account", "pipeline", "salesbot" */
        source: z.string(),
        receivedAt: z.string(),
        outcome: z.enum(['waiting', 'lead', 'sent', 'read', 'test', 'failed', 'unreadable']),
        kommoLeadId: z.int().nullable(),
        body: z.string(),
        canReplay: z.boolean(),
      }),
    )
    .readonly(),
  /** Those that are older begin behind this place (a time and an id); null where there are none. */
  next: z.string().nullable(),
});
export type Deliveries = z.infer<typeof deliveriesSchema>;

export const replayDeliverySchema = z.object({ of: z.enum(['capture', 'hook']), id: z.uuid() });
