import { z } from 'zod';
import { listOf } from './http/list-of.js';

/** Foreign bodies at the door: every value may be a string, every list an object keyed by index. */

const id = z.coerce.number().int().positive();
const idOrNull = id.nullable().catch(null);

export const hookAccountSchema = z
  .object({ id: idOrNull, subdomain: z.string().nullable().catch(null) })
  .catch({ id: null, subdomain: null });

/** One changed thing in any of a hook's groups; which of the keys are there depends on the group. */
export const hookItemSchema = z.object({
  id: z.union([id, z.string()]).nullable().catch(null),
  type: z.string().nullable().catch(null),
  status_id: idOrNull,
  pipeline_id: idOrNull,
  element_type: z
    .union([z.string(), z.number().transform(String)])
    .nullable()
    .catch(null),
  element_id: idOrNull,
  entity_type: z.string().nullable().catch(null),
  entity_id: idOrNull,
  lead_id: idOrNull,
  talk_id: idOrNull,
  uid: z.string().nullable().catch(null),
  last_modified: z.union([z.string(), z.number()]).nullable().catch(null),
  updated_at: z.union([z.string(), z.number()]).nullable().catch(null),
  created_at: z.union([z.string(), z.number()]).nullable().catch(null),
  accept_result: z
    .object({ leads: listOf(id) })
    .nullable()
    .catch(null),
  note: z
    .object({ id: idOrNull, element_type: z.coerce.string().catch(''), element_id: idOrNull })
    .nullable()
    .catch(null),
});
export type HookItem = z.infer<typeof hookItemSchema>;

/** The widget's own digital-pipeline action; `settings` are what its tile saved. */
export const pipelineActionSchema = z.object({
  event: z.object({
    type: z.string().catch(''),
    type_code: z.coerce.number().nullable().catch(null),
    time: z.coerce.number().nullable().catch(null),
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
  subdomain: z.string().nullable().catch(null),
});

/** What a Salesbot's widget step posts; nobody may be trusted before its token is verified. */
export const botRequestSchema = z.object({
  token: z.string().min(1).max(4096),
  data: z.record(z.string(), z.unknown()).catch({}),
  return_url: z.string().max(2048),
});
