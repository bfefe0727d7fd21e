import { z } from 'zod';
import { leadClasses } from './score.js';

/** Why a lead stands where it does in the list, the most pressing first. */
export const callReasons = ['over', 'due', 'class', 'unscored', 'bot'] as const;
export type CallReason = (typeof callReasons)[number];
export const callActs = ['call', 'whatsapp', 'task', 'wait'] as const;
export type CallAct = (typeof callActs)[number];

/** `GET /widget/v1/calls`: "A quién llamo primero", the first one first. */
export const callListSchema = z.object({
  /** The reader's own leads, or everybody's. */
  of: z.enum(['own', 'all']),
  /** All that are open; the list ends with the first hundred. */
  total: z.int(),
  calls: z
    .array(
      z.object({
        kommoLeadId: z.int(),
        name: z.string(),
        person: z.string().nullable(),
        /** Kommo's id of who is responsible; null where nobody is. */
        owner: z.int().nullable(),
        stage: z.string(),
        leadClass: z.enum(leadClasses).nullable(),
        score: z.int().nullable(),
        /** When the stage's time limit ends or ended; null where none runs. */
        limitAt: z.iso.datetime().nullable(),
        why: z.enum(callReasons),
        next: z.enum(callActs),
      }),
    )
    .readonly(),
});
export type CallList = z.infer<typeof callListSchema>;
