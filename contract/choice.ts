import { z } from 'zod';

/** One of several that a person chooses between. */
export const choiceSchema = z.object({
  value: z.string(),
  label: z.string(),
  /** What tells it from the others. */
  detail: z.string(),
  /** Where it is looked at; null for one that does not exist yet. */
  url: z.string().nullable(),
});
export type Choice = z.infer<typeof choiceSchema>;
