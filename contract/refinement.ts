import { z } from 'zod';
import { factorKeys, leadClasses } from './score.js';

/** The models whose points can be refined. */
const model = z.enum(['pre', 'lead']);

/** Body of `POST /widget/v1/admin/refinement`: counts with the points that were shown, or with those of an earlier version again. */
export const activatePointsSchema = z.object({
  model,
  /** What was shown: a proposal's or a version's `id`. */
  id: z.string().min(1).max(80),
});
export type ActivatePoints = z.infer<typeof activatePointsSchema>;

const scored = z.object({ total: z.int(), leadClass: z.enum(leadClasses) });

const refined = z.object({
  model,
  version: z.string(),
  /** What the leads say of its points, and what is missing. */
  says: z.string(),
  /** How surely, on the most recent fifth; null where nothing was tried. */
  judgement: z.string().nullable(),
  /** Null where nothing is proposed. */
  proposalId: z.string().nullable(),
  options: z
    .array(
      z.object({
        factor: z.enum(factorKeys),
        /** Null: not answered. */
        option: z.string().nullable(),
        /** "38.7 % (12 de 31; entre 23.7 y 56.2 %)" */
        won: z.string(),
        /** Null for who did not answer: no points. */
        points: z.int().nullable(),
        proposed: z.int().nullable(),
      }),
    )
    .readonly(),
  /** What would have been said of past leads, the largest change first; at most a hundred. */
  changes: z
    .array(z.object({ kommoLeadId: z.int(), isWon: z.boolean(), before: scored, after: scored }))
    .readonly(),
  changed: z.int(),
  /** Newest first; the last is the blueprint's own. */
  versions: z
    .array(
      z.object({
        id: z.string(),
        version: z.string(),
        at: z.iso.datetime().nullable(),
        /** Kommo's user. */
        by: z.int().nullable(),
        isActive: z.boolean(),
      }),
    )
    .readonly(),
});

export const refinementSchema = z.object({
  won: z.int(),
  lost: z.int(),
  /** Won of those who had a score within each band. */
  bands: z.array(z.object({ score: z.string(), won: z.string() })).readonly(),
  /** The bands as an SVG picture; `bands` has its numbers. */
  chart: z.string(),
  models: z.array(refined).readonly(),
});
export type RefinementPage = z.infer<typeof refinementSchema>;
