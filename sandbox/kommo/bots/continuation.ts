import { z } from 'zod';

const mostHandlers = 10;
const longestText = 80;
const mostButtons = 25;

const show = z.object({
  handler: z.literal('show'),
  params: z.looseObject({
    type: z.string(),
    value: z.string().max(longestText).exactOptional(),
    buttons: z.array(z.unknown()).max(mostButtons).exactOptional(),
  }),
});
const goto = z.object({
  handler: z.literal('goto'),
  params: z.looseObject({
    type: z.enum(['question', 'answer', 'finish']),
    step: z.number().int().exactOptional(),
  }),
});

/** What `return_url` takes: data for `{{json.…}}`, and at least one handler (seen live: none is refused). */
export const continuation = z.object({
  data: z.record(z.string(), z.unknown()).exactOptional(),
  execute_handlers: z
    .array(z.discriminatedUnion('handler', [show, goto]))
    .min(1)
    .max(mostHandlers),
});

export type Continuation = z.infer<typeof continuation>;
