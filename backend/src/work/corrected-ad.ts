import { z } from 'zod';

/** Who a lead ad is of, as an administrator wrote it who read its answers. */
export const correctedAdSchema = z.object({
  fullName: z.string().exactOptional(),
  companyName: z.string().exactOptional(),
  email: z.string().exactOptional(),
  /** E.164 */
  phone: z.string().exactOptional(),
});
export type CorrectedAd = z.infer<typeof correctedAdSchema>;
