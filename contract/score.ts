import { z } from 'zod';

/** `pre`: the form's pre-score (R2.5). `lead`: the score after the conversation (R4.4). `inlead`: InLead's own number. */
export const scoreModels = ['pre', 'lead', 'inlead'] as const;
export type ScoreModel = (typeof scoreModels)[number];

/** HOT ≥ 80, WARM ≥ 60, COLD ≥ 40, else NURTURING (R2.5). */
export const leadClasses = ['HOT', 'WARM', 'COLD', 'NURTURING'] as const;
export type LeadClass = (typeof leadClasses)[number];

export const factorKeys = [
  'company_size',
  'monthly_revenue',
  'urgency_level',
  'budget_range',
  'current_situation',
  'service_complexity',
  'contact_data',
  'contact_quality',
  'response_speed',
  'inlead_score',
] as const;
export type FactorKey = (typeof factorKeys)[number];

/** One line of a score. `points` are whole and never above `most`; a score's total is the sum of its lines. */
export const contributionSchema = z.object({
  factor: z.enum(factorKeys),
  /** What was known, in the words a person reads ("21-50", "Contabilidad, básico"); null when nothing was. */
  answer: z.string().nullable(),
  points: z.int().min(0),
  most: z.int().min(0),
});
export type Contribution = z.infer<typeof contributionSchema>;

/** Something unknown, and the most points that knowing it could add. */
export const missingSchema = z.object({
  factor: z.enum(factorKeys),
  /** The question that would tell, by its blueprint key; null when no question can (a delivered WhatsApp message). */
  question: z.string().nullable(),
  /** What is missing when it is no question: `business_email`, `whatsapp_verified`, `landline`, `conversation` … */
  fact: z.string().nullable(),
  couldBring: z.int().min(1),
});
export type Missing = z.infer<typeof missingSchema>;

export const scoreSchema = z.object({
  model: z.enum(scoreModels),
  /** Version of the table that made it ("pre-2026-11-1"). */
  version: z.string(),
  total: z.int().min(0).max(100),
  leadClass: z.enum(leadClasses),
  contributions: z.array(contributionSchema).readonly(),
  missing: z.array(missingSchema).readonly(),
});
export type Score = z.infer<typeof scoreSchema>;
