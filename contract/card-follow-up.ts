import { z } from 'zod';

/** The follow-up of a silent lead; touches are named by their template. */
export const cardFollowUpSchema = z.object({
  state: z.enum(['active', 'paused', 'ended']),
  /** What is sent next and when; null where nothing is left. */
  next: z.object({ name: z.string(), dueAt: z.iso.datetime() }).nullable(),
});
export type CardFollowUp = z.infer<typeof cardFollowUpSchema>;

/** Body of `POST /widget/v1/leads/:id/follow-up`. Answers the new card. */
export const steerFollowUpSchema = z.object({ to: z.enum(['pause', 'resume', 'skip', 'end']) });
export type FollowUpAct = z.infer<typeof steerFollowUpSchema>['to'];
