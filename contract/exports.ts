import { z } from 'zod';

/** Sealed copies of the database, newest first. */
export const exportsSchema = z.object({
  running: z.boolean(),
  /** "age1…": whose key opens them; null where none are made. */
  recipient: z.string().nullable(),
  folder: z.string(),
  keptDays: z.int(),
  /** What is wrong and what to do; null where all is well. */
  problem: z.string().nullable(),
  exports: z
    .array(
      z.object({
        id: z.string(),
        folder: z.string(),
        /** "night", "command", "user:1001" */
        by: z.string(),
        startedAt: z.string(),
        finishedAt: z.string().nullable(),
        state: z.enum(['running', 'done', 'failed']),
        rows: z.int(),
        bytes: z.int(),
        failure: z.string().nullable(),
      }),
    )
    .readonly(),
  restore: z.object({ say: z.string(), command: z.string() }),
});
export type ExportsPage = z.infer<typeof exportsSchema>;
