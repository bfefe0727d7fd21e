import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ApiLead } from '../http/api-schemas.js';
import type { FieldBody } from '../fields/field-values.js';
import { asList } from '../http/list-of.js';

/**
 * What a lead says of itself, as flat text: the API and a hook of the same state make the same image. It is never a
 * source of facts: equal images only tell that there is nothing new to read.
 */
export type LeadImage = Readonly<Record<string, string>>;

export function imageOf(lead: ApiLead): LeadImage {
  const { name, price, status_id, pipeline_id, responsible_user_id } = lead;
  const fields = lead.custom_fields_values.flatMap(({ field_id, values }) =>
    field_id === null ? [] : [[fieldKey(field_id), valuesText(values.map(ofApi))] as const],
  );
  return {
    ...{ name: name ?? '', price: String(price), status: String(status_id) },
    ...{ pipeline: String(pipeline_id), responsible: String(responsible_user_id ?? 0) },
    ...Object.fromEntries(fields.filter(([, text]) => text !== '')),
  };
}

/** What the lead is after a PATCH of ours, if nobody else changed it meanwhile. */
export function patchedImage(
  image: LeadImage,
  body: Readonly<Record<string, unknown>>,
  fields: readonly { readonly id: number; readonly values: FieldBody['values'] }[],
): LeadImage {
  const { status_id = image['status'], pipeline_id = image['pipeline'] } = body;
  const { responsible_user_id = image['responsible'] } = body;
  return {
    ...image,
    ...{ status: String(status_id), pipeline: String(pipeline_id) },
    responsible: String(responsible_user_id),
    ...Object.fromEntries(
      fields.map(({ id, values }) => [fieldKey(id), valuesText(values.map(ofApi))]),
    ),
  };
}

/** The same for equal images, whatever the order of their keys. */
export function fingerprintOf(image: LeadImage): string {
  const lines = Object.entries(image).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(lines)).digest('base64url');
}

const text = z.union([z.string(), z.number().transform(String)]);
const hookLead = z.object({
  ...{ name: text, price: text, status_id: text, pipeline_id: text, responsible_user_id: text },
  custom_fields: z
    .preprocess(asList, z.array(z.object({ id: text, values: z.unknown() })))
    .catch([]),
});

/** Null where the hook does not tell the whole lead ("send webhook", a deletion, an empty name). */
export function fingerprintOfHook(raw: unknown): string | null {
  const parsed = hookLead.safeParse(raw);
  if (!parsed.success) return null;
  const { custom_fields, ...lead } = parsed.data;
  const fields = custom_fields.map(
    ({ id, values }) => [fieldKey(id), valuesText(hookValues(values).map(ofHook))] as const,
  );
  return fingerprintOf({
    ...{ name: lead.name, price: lead.price, status: lead.status_id, pipeline: lead.pipeline_id },
    responsible: lead.responsible_user_id,
    ...Object.fromEntries(fields.filter(([, values]) => values !== '')),
  });
}

const fieldKey = (id: number | string): string => `field ${id}`;
const valuesText = (values: readonly string[]): string => [...values].sort().join('\n');

const plain = z.union([z.string(), z.number(), z.boolean()]).nullable().optional().catch(null);

// Made once: a lead has dozens of values, and making a schema costs more than reading with it.
const apiValue = z.object({ value: plain, enum_id: plain }).catch({});
function ofApi(value: unknown): string {
  const { value: text, enum_id } = apiValue.parse(value);
  return String(enum_id ?? text ?? '');
}

/** A radio button's values are one object, all others' a list, keyed by index. */
function hookValues(values: unknown): readonly unknown[] {
  if (typeof values === 'object' && values !== null && 'value' in values) return [values];
  const list: unknown = asList(values);
  return Array.isArray(list) ? list : [];
}

const hookValue = z.object({ value: plain, enum: plain }).catch({});
function ofHook(value: unknown): string {
  if (typeof value === 'string') return value;
  const { value: text, enum: option } = hookValue.parse(value);
  return String(option ?? text ?? '');
}
