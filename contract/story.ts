import { z } from 'zod';

/** `?find=` looks for a lead; `?lead=` (our id, or "kommo:123") tells its story. What was found stays in the answer. */
export const storySchema = z.object({
  found: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        detail: z.string(),
        capturedAt: z.iso.datetime(),
      }),
    )
    .readonly(),
  /** Null where no lead is chosen. */
  story: z
    .object({
      id: z.string(),
      name: z.string(),
      kommoLeadId: z.int().nullable(),
      events: z
        .array(
          z.object({
            at: z.iso.datetime(),
            kind: z.string(),
            /** What happened; empty for an act, which the widget names. */
            text: z.string(),
            /** Why; null where it says itself. */
            cause: z.string().nullable(),
            /** "PATCH leads/:id/answers" */
            act: z.string().nullable(),
            /** Something was refused or went wrong. */
            bad: z.boolean(),
          }),
        )
        .readonly(),
    })
    .nullable(),
});
export type StoryPage = z.infer<typeof storySchema>;
