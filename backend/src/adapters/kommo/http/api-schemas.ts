import { z } from 'zod';
import { asList, listOf } from './list-of.js';

/** What we read of Kommo's answers; unknown keys are dropped, and everything optional may be missing. */

const id = z.coerce.number().int().positive();
/** 0 is meant: `created_by` of a robot or the API. */
const idOrNull = z.coerce.number().int().nullable().catch(null);

const pageSchema = z
  .object({
    _links: z.object({ next: z.unknown().optional() }).optional().catch(undefined),
    _embedded: z.record(z.string(), z.unknown()).optional(),
  })
  .nullable();
const manySchema = z.array(z.unknown());

interface Page<Item> {
  readonly items: readonly Item[];
  readonly hasNext: boolean;
}

/**
 * Wraps the one list of a HAL answer: `{ _links, _embedded: { leads: [] } }`; null (204) is an empty page. No schema is
 * made for it, because every read of a page would make one, at many times the cost of reading.
 */
export const pageOf = <Item extends z.ZodType>(key: string, item: Item) => ({
  safeParse: (
    value: unknown,
  ):
    | { readonly success: true; readonly data: Page<z.infer<Item>> }
    | { readonly success: false; readonly error: Error } => {
    const page = pageSchema.safeParse(value);
    if (!page.success) return page;
    const list = manySchema.safeParse(asList(page.data?._embedded?.[key]));
    if (!list.success) return list;
    const items: z.infer<Item>[] = [];
    for (const one of list.data) {
      const read = item.safeParse(one);
      if (!read.success) return read;
      items.push(read.data);
    }
    return { success: true, data: { items, hasNext: page.data?._links?.next !== undefined } };
  },
});

const fieldValueSchema = z.object({
  field_id: idOrNull,
  field_code: z.string().nullable().catch(null),
  field_name: z.string().catch(''),
  values: listOf(
    z.object({
      value: z.unknown().optional(),
      enum_id: idOrNull,
      enum_code: z.string().nullable().catch(null),
    }),
  ),
});
export type FieldValue = z.infer<typeof fieldValueSchema>;
const fieldValues = listOf(fieldValueSchema);

const links = z.object({ id, is_main: z.boolean().catch(false) });

export const leadSchema = z.object({
  id,
  name: z.string().nullable().catch(null),
  price: z.coerce.number().catch(0),
  responsible_user_id: idOrNull,
  status_id: id,
  pipeline_id: id,
  created_at: id,
  updated_at: id,
  closed_at: idOrNull,
  is_deleted: z.boolean().catch(false),
  custom_fields_values: fieldValues,
  _embedded: z
    .object({
      tags: listOf(z.object({ id, name: z.string() })),
      contacts: listOf(links),
      companies: listOf(z.object({ id })),
    })
    .catch({ tags: [], contacts: [], companies: [] }),
});
export type ApiLead = z.infer<typeof leadSchema>;

export const contactSchema = z.object({
  id,
  name: z.string().nullable().catch(null),
  updated_at: id.catch(0),
  is_deleted: z.boolean().catch(false),
  custom_fields_values: fieldValues,
  _embedded: z.object({ companies: listOf(z.object({ id })) }).catch({ companies: [] }),
});
export type ApiContact = z.infer<typeof contactSchema>;

export const companySchema = z.object({
  id,
  name: z.string().nullable().catch(null),
  custom_fields_values: fieldValues,
});
export type ApiCompany = z.infer<typeof companySchema>;

export const userSchema = z.object({
  id,
  name: z.string().catch(''),
  email: z.string().catch(''),
});

export const accountSchema = z.object({
  id,
  name: z.string().catch(''),
  subdomain: z.string(),
  currency: z.string().catch(''),
});

const optionSchema = z.object({ id, value: z.string(), sort: z.number().catch(0) });

export const customFieldSchema = z.object({
  id,
  name: z.string(),
  code: z.string().nullable().catch(null),
  type: z.string(),
  sort: z.number().catch(0),
  group_id: z.string().nullable().catch(null),
  is_api_only: z.boolean().catch(false),
  enums: listOf(optionSchema),
});
export type ApiField = z.infer<typeof customFieldSchema>;

export const statusSchema = z.object({
  id,
  name: z.string(),
  sort: z.number().catch(0),
  color: z.string().nullable().catch(null),
  type: z.number().catch(0),
});
export type ApiStatus = z.infer<typeof statusSchema>;

export const pipelineSchema = z.object({
  id,
  name: z.string(),
  sort: z.number().catch(0),
  is_main: z.boolean().catch(false),
  is_archive: z.boolean().catch(false),
  _embedded: z.object({ statuses: listOf(statusSchema) }).catch({ statuses: [] }),
});
export type ApiPipeline = z.infer<typeof pipelineSchema>;

/** `leads/complex` answers a bare array, and may collapse several of our leads into one item. */
export const createdSchema = listOf(
  z.object({
    id,
    contact_id: idOrNull,
    company_id: idOrNull,
    request_id: z.union([z.array(z.coerce.string()), z.coerce.string().transform((one) => [one])]),
  }),
);

export const noteSchema = z.object({
  id,
  entity_id: idOrNull,
  note_type: z.string(),
  created_by: idOrNull,
  created_at: id,
  params: z.record(z.string(), z.unknown()).catch({}),
});
export type ApiNote = z.infer<typeof noteSchema>;

export const eventSchema = z.object({
  id: z.coerce.string(),
  type: z.string(),
  entity_id: idOrNull,
  created_by: idOrNull,
  created_at: id,
  value_after: listOf(z.record(z.string(), z.unknown())).catch([]),
});
export type ApiEvent = z.infer<typeof eventSchema>;

export const taskSchema = z.object({
  id,
  entity_id: idOrNull,
  text: z.string().catch(''),
  created_by: idOrNull,
  created_at: id,
  is_completed: z.boolean().catch(false),
  // `[]` while there is no result, an object afterwards.
  result: z.object({ text: z.string() }).nullable().catch(null),
});
export type ApiTask = z.infer<typeof taskSchema>;

export const chatMessageSchema = z.object({
  id: z.coerce.string(),
  text: z.string().catch(''),
  author: z
    .object({ name: z.string().nullable().catch(null) })
    .nullable()
    .catch(null),
});
export type ApiChatMessage = z.infer<typeof chatMessageSchema>;
