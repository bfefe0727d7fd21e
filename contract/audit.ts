import { z } from 'zod';

/** One thing that an act changed; null where there was nothing, or where it is not known what was there before. */
const changeSchema = z.object({
  /** "company_size", "members.1002.active" */
  key: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** Who did what, newest first: by the widget, by a command, in Kommo. `?by=` and `?act=` filter, `?olderThan=<next>` goes on. */
export const auditSchema = z.object({
  items: z
    .array(
      z.object({
        id: z.int(),
        at: z.string(),
        by: z.string(),
        act: z.string(),
        kommoLeadId: z.int().nullable(),
        leadName: z.string().nullable(),
        changes: z.array(changeSchema).readonly(),
        /** Cut short: the process ended before its answer. */
        ended: z.enum(['done', 'refused', 'failed', 'cut_short']),
      }),
    )
    .readonly(),
  /** Null where nothing is older. */
  next: z.int().nullable(),
  /** What can be asked for. */
  people: z.array(z.string()).readonly(),
  acts: z.array(z.string()).readonly(),
});
export type Audit = z.infer<typeof auditSchema>;
