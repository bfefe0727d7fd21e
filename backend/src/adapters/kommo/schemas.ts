import { z } from 'zod';
import { listOf } from './http/list-of.js';

/** Foreign bodies at the door: every value may be a string, every list an object keyed by index. */

/** Null where the key is missing or holds something else. The default comes first: to catch a failure costs far more. */
const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullable().prefault(null).catch(null);

const id = z.coerce.number().int().positive();
const idOrNull = orNull(id);

export const hookAccountSchema = z
  .object({ id: idOrNull, subdomain: orNull(z.string()) })
  .catch({ id: null, subdomain: null });

/** One changed thing in any of a hook's groups; which of the keys are there depends on the group. */
export const hookItemSchema = z.object({
  id: orNull(z.union([id, z.string()])),
  type: orNull(z.string()),
  status_id: idOrNull,
  pipeline_id: idOrNull,
  element_type: orNull(z.union([z.string(), z.number().transform(String)])),
  element_id: idOrNull,
  entity_type: orNull(z.string()),
  entity_id: idOrNull,
  lead_id: idOrNull,
  talk_id: idOrNull,
  contact_id: idOrNull,
  text: orNull(z.string()),
  author: orNull(z.object({ type: orNull(z.string()), user_id: idOrNull })),
  attachment: orNull(z.object({ type: orNull(z.string()) })),
  uid: orNull(z.string()),
  last_modified: orNull(z.union([z.string(), z.number()])),
  updated_at: orNull(z.union([z.string(), z.number()])),
  created_at: orNull(z.union([z.string(), z.number()])),
  accept_result: orNull(z.object({ leads: listOf(id) })),
  note: orNull(
    z.object({ id: idOrNull, element_type: z.coerce.string().catch(''), element_id: idOrNull }),
  ),
});
export type HookItem = z.infer<typeof hookItemSchema>;

/** The widget's own digital-pipeline action; `settings` are what its tile saved. */
export const pipelineActionSchema = z.object({
  event: z.object({
    type: z.string().catch(''),
    type_code: orNull(z.coerce.number()),
    time: orNull(z.coerce.number()),
    data: z.object({
      id,
      element_type: z.coerce.number().catch(2),
      status_id: idOrNull,
      pipeline_id: idOrNull,
    }),
  }),
  action: z
    .object({
      settings: z.object({
        widget: z.object({ settings: z.record(z.string(), z.coerce.string()) }),
      }),
    })
    .nullable()
    .catch(null),
  account_id: idOrNull,
  subdomain: orNull(z.string()),
});

/** What a Salesbot's widget step posts; nobody may be trusted before its token is verified. */
export const botRequestSchema = z.object({
  token: z.string().min(1).max(4096),
  data: z.record(z.string(), z.unknown()).catch({}),
  return_url: z.string().max(2048),
});
