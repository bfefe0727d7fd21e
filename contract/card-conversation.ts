import { z } from 'zod';

/** Who has the conversation: the bot is about to begin, asks, has ended, or never began as a person moved the lead on; or a person took it. */
export const runStates = ['welcome', 'soon', 'asking', 'taken', 'ended', 'unbegun'] as const;

/** A conversation as it runs. Questions are named by their key, and in the firm's own Spanish. */
export const conversationRunSchema = z.object({
  state: z.enum(runStates),
  /** What the lead has before it, as the bot asks it; only while it asks. */
  question: z.object({ question: z.string(), label: z.string(), text: z.string() }).nullable(),
  /** Answers to the bot's questions so far, in their order. */
  answers: z
    .array(z.object({ question: z.string(), label: z.string(), shown: z.string() }))
    .readonly(),
  /** Since when the lead is waited for, or how long it is as it is. */
  since: z.iso.datetime().nullable(),
  /** When the bot begins, or when a person is asked to take over; null where nothing happens by itself. */
  nextAt: z.iso.datetime().nullable(),
  /** Kommo's id of the executive who has it. */
  takenBy: z.int().nullable(),
  /** How it ended; null while it runs. */
  ending: z.object({ key: z.string(), label: z.string() }).nullable(),
  /** To whom it may be passed; null where to nobody. */
  passTo: z.enum(['person', 'bot']).nullable(),
  /** Why the bot does not get it; null where it has it or may. */
  reason: z.string().nullable(),
});
export type ConversationRun = z.infer<typeof conversationRunSchema>;

/** How to speak with a lead by who does the work today: the answer's key, and both in the firm's own Spanish. */
export const strategySchema = z.object({
  key: z.string(),
  provider: z.string(),
  approach: z.string(),
});
export type CardStrategy = z.infer<typeof strategySchema>;

/** Body of `POST /widget/v1/leads/:id/conversation`: a person takes it, or gives it to the bot. Answers the new card. */
export const passConversationSchema = z.object({ to: z.enum(['person', 'bot']) });
export type ConversationHolder = z.infer<typeof passConversationSchema>['to'];
