import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Touches } from '../../../../domain/attribution/touches.js';
import type { Arm } from '../../../../domain/experiment/arm.js';
import { arms } from '../../../../domain/experiment/arm.js';
import type { FormProgress } from '../../../../domain/form/advance.js';
import { attributionFields } from '../../../../domain/capture/read-answers.js';

/** What a page of the form carries, signed: who was answered what, since when, and how the visitor came. */
export interface FormState extends FormProgress {
  /** One form is one lead, however often it is sent. */
  readonly id: string;
  readonly startedAt: number;
  readonly touches: Touches | null;
  readonly arm: Arm | null;
  /** The field that no person sees was filled in on some step. */
  readonly trapped: boolean;
}

const touch = z.object({
  values: z.partialRecord(z.enum(attributionFields), z.string().max(2_048)),
  unfilled: z.array(z.string().max(40)).max(40),
});
export const touchesSchema = z.object({ first: touch, last: touch });

export const formStateSchema = z.object({
  id: z.string().regex(/^[\w-]{22}$/u),
  startedAt: z.number().int(),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  askedTaxId: z.string().nullable(),
  touches: touchesSchema.nullable(),
  arm: z.enum(arms).nullable(),
  trapped: z.boolean(),
});

export const newFormId = (): string => randomBytes(16).toString('base64url');

export const newState = (
  at: Date,
  { touches, arm }: Pick<FormState, 'touches' | 'arm'>,
): FormState => ({
  id: newFormId(),
  startedAt: at.getTime(),
  answers: {},
  askedTaxId: null,
  touches,
  arm,
  trapped: false,
});
