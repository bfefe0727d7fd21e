import { z } from 'zod';

/** What the receiver keeps of a hook: which leads and contacts to look at again, and nothing they are said to be. */
export const hookBodySchema = z.object({
  leads: z
    .array(
      z.object({
        id: z.int().positive(),
        action: z.string(),
        statusId: z.int().nullable().default(null),
        /** Of the whole lead as the hook tells it; null where it does not. */
        fingerprint: z.string().nullable().default(null),
      }),
    )
    .readonly(),
  contacts: z
    .array(z.object({ id: z.int().positive(), action: z.string() }))
    .readonly()
    .exactOptional(),
  /** Messages, without what they say: only what a lead wants is read out of the text. */
  messages: z
    .array(
      z.object({
        direction: z.enum(['in', 'out']),
        leadId: z.int().positive().nullable(),
        contactId: z.int().positive().nullable(),
        talkId: z.int().positive().nullable().default(null),
        at: z.iso.datetime().nullable(),
        wish: z.enum(['opt_out', 'person', 'later']).nullable(),
      }),
    )
    .readonly()
    .exactOptional(),
  /** What the widget's own action of the digital pipeline is to do. */
  tile: z.string().exactOptional(),
  /** A Salesbot that waits for an answer, and what it said; untrusted. */
  bot: z
    .object({
      leadId: z.int().positive(),
      returnPath: z.string(),
      data: z.record(z.string(), z.unknown()),
    })
    .exactOptional(),
  unreadable: z.string().exactOptional(),
});
export type HookBody = z.infer<typeof hookBodySchema>;
