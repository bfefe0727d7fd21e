import { z } from 'zod';

export const kommoLeadId = z.int().positive();
export const requestId = z.string();
/** What a person or a hook asked for on one lead. */
export const askedOfLead = z.object({ kommoLeadId, requestId });
export const askedKey = (asked: z.infer<typeof askedOfLead>): string =>
  `${asked.kommoLeadId}:${asked.requestId}`;
