import { z } from 'zod';

/** The follow-up of a silent lead; touches are named by their template. */
export const cardFollowUpSchema = z.object({
  state: z.enum(['active', 'paused', 'ended']),
  /** What is sent next and when; null where nothing is left. */
  next: z.object({ name: z.string(), dueAt: z.iso.datetime() }).nullable(),
});
export type CardFollowUp = z.infer<typeof cardFollowUpSchema>;

/** Body of `POST /widget/v1/leads/:id/follow-up`. Answers the new card. */
export const steerFollowUpSchema = z.object({
  to: z.enum(['pause', 'resume', 'skip', 'end']),
  /** The touch that the person saw as the next: no other is left out in its place. */
  touch: z.string().max(100).optional(),
});
export type SteerFollowUp = z.infer<typeof steerFollowUpSchema>;
export type FollowUpAct = SteerFollowUp['to'];
