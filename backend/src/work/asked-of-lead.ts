import { z } from 'zod';
import { captureLadder } from '../../../domain/blueprint/ladders.js';

export const kommoLeadId = z.int().positive();
export const requestId = z.string();
/** What a person or a hook asked for on one lead. */
export const askedOfLead = z.object({ kommoLeadId, requestId });
type AskedOfLead = z.infer<typeof askedOfLead>;

export const askedKey = (asked: AskedOfLead): string => `${asked.kommoLeadId}:${asked.requestId}`;

/** How work on one lead runs, where its row says nothing else. */
export const onOneLead = {
  key: askedKey,
  about: (asked: AskedOfLead) => asked,
  batch: 20,
  concurrency: 1,
  ladder: captureLadder,
} as const;
