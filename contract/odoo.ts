import { z } from 'zod';
import { errorCodes } from './errors.js';

/** The steps of a hand-over, in the order they run. */
export const odooSteps = [
  'customer',
  'opportunity',
  'project',
  'contract',
  'history',
  'kommo',
] as const;
export type OdooStep = (typeof odooSteps)[number];

export const odooStepStateSchema = z.object({
  step: z.enum(odooSteps),
  state: z.enum(['waiting', 'running', 'done', 'skipped', 'failed']),
  /** The id of the record in Odoo, once known. */
  id: z.int().nullable(),
  url: z.url().nullable(),
});
export type OdooStepState = z.infer<typeof odooStepStateSchema>;

export const odooStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not_sent') }),
  z.object({
    kind: z.literal('in_progress'),
    requestedAt: z.iso.datetime(),
    steps: z.array(odooStepStateSchema).readonly(),
    /** Set while the work waits for Odoo or Kommo to come back. */
    waitingFor: z.enum(errorCodes).nullable(),
  }),
  z.object({
    kind: z.literal('done'),
    finishedAt: z.iso.datetime(),
    customerId: z.int(),
    customerUrl: z.url(),
    steps: z.array(odooStepStateSchema).readonly(),
  }),
  z.object({
    kind: z.literal('failed'),
    failedAt: z.iso.datetime(),
    code: z.enum(errorCodes),
    /** A sentence for a salesperson, in Spanish; null when the code's own sentence says it all. */
    reason: z.string().nullable(),
    requestId: z.string(),
    steps: z.array(odooStepStateSchema).readonly(),
  }),
]);
export type OdooState = z.infer<typeof odooStateSchema>;

/** Body of `POST /widget/v1/leads/:id/odoo`. */
export const sendToOdooSchema = z.object({
  /** Why a lead that is not won is sent all the same; kept with the hand-over. Not asked for where it is won. */
  reason: z.string().trim().min(3).max(500).nullable().default(null),
});
