import { z } from 'zod';
import { fieldProblemSchema } from './errors.js';

/** Answer of `POST /webhooks/leads/…`, once the delivery is on disk. */
export const acceptedSchema = z.object({
  captureId: z.uuid(),
  /** The same delivery came before; nothing new was made of it. */
  repeated: z.boolean(),
  /** Optional answers that were left out, each with its reason. */
  ignored: z.array(fieldProblemSchema).readonly(),
  /** A lead of Meta's test tool: kept, and nothing follows from it. */
  isTest: z.literal(true).exactOptional(),
});
export type Accepted = z.infer<typeof acceptedSchema>;
