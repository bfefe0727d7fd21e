import { z } from 'zod';

/** What a channel cost in a month, in the firm's currency; the same month and channel again replaces the amount, 0 takes it away. */
export const channelCostSchema = z.object({
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  channel: z.string().trim().toLowerCase().min(1).max(60),
  amount: z.number().min(0).max(1_000_000_000),
});
export type ChannelCost = z.infer<typeof channelCostSchema>;
