import { z } from 'zod';
import type { AdForm, AdLead } from '../../../../../domain/capture/meta-lead.js';
import { AppError, backoff } from '../../../errors.js';
import type { GraphGet } from './graph-client.js';
import { isFieldRefused } from './graph-errors.js';

const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,30}$/));
const text = z.string().max(2_000);
const optionalText = text.nullish().catch(null);

/** The campaign stays unsaid unless it is asked for, and is refused to who is no advertiser. */
const longList = [
  ...['id', 'created_time', 'ad_id', 'ad_name', 'adset_id', 'adset_name', 'campaign_id'],
  ...['campaign_name', 'form_id', 'field_data', 'custom_disclaimer_responses', 'is_organic'],
  ...['platform', 'partner_name'],
].join(',');
const shortList = 'id,created_time,form_id,field_data,custom_disclaimer_responses';

/** `true`, "1" and "true" are a tick; "" and the rest are none. */
const tick = z
  .union([z.boolean(), z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true');

const leadSchema = z
  .object({
    id,
    created_time: optionalText,
    form_id: id.nullish().catch(null),
    field_data: z
      .array(
        z.object({
          name: text,
          values: z.array(z.union([text, z.number(), z.boolean()]).transform(String)).catch([]),
        }),
      )
      .max(200)
      .catch([]),
    custom_disclaimer_responses: z
      .array(z.object({ checkbox_key: text, is_checked: tick }))
      .max(50)
      .nullish()
      .catch(null),
    campaign_name: optionalText,
    campaign_id: id.nullish().catch(null),
    adset_name: optionalText,
    ad_name: optionalText,
    platform: optionalText,
    is_organic: z.boolean().nullish().catch(null),
  })
  .transform((lead): AdLead => ({
    id: lead.id,
    formId: lead.form_id ?? null,
    createdAt: isoOf(lead.created_time ?? ''),
    fields: lead.field_data,
    boxes: (lead.custom_disclaimer_responses ?? []).map(({ checkbox_key, is_checked }) => ({
      key: checkbox_key,
      isTicked: is_checked,
    })),
    campaignName: lead.campaign_name ?? null,
    campaignId: lead.campaign_id ?? null,
    adsetName: lead.adset_name ?? null,
    adName: lead.ad_name ?? null,
    platform: lead.platform ?? null,
    isOrganic: lead.is_organic ?? false,
  }));

/** "2026-11-20T14:02:11+0000" */
function isoOf(text: string): string | null {
  const at = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** A lead with its campaign, or without it where the token may not read that. */
export async function readLead(get: GraphGet, leadgenId: string): Promise<AdLead> {
  const path = leadgenId;
  const answer = await get(path, { fields: longList }).catch((error: unknown) => {
    if (!isFieldRefused(error)) throw error;
    return get(path, { fields: shortList });
  });
  return parsed(leadSchema, answer, path);
}

const boxSchema = z.object({
  key: text,
  text: text.catch(''),
  is_checked_by_default: z.boolean().nullish().catch(null),
});
/** A list, or an object that holds one. */
const boxesSchema = z
  .union([z.array(boxSchema), z.object({ data: z.array(boxSchema) }).transform(({ data }) => data)])
  .catch([]);

const formSchema = z
  .object({
    questions: z
      .array(
        z.object({
          key: text.catch(''),
          label: text.catch(''),
          options: z
            .array(z.object({ key: text.catch(''), value: text.catch('') }))
            .nullish()
            .catch(null),
        }),
      )
      .max(200)
      .catch([]),
    legal_content: z
      .object({ custom_disclaimer: z.object({ checkboxes: boxesSchema }).nullish().catch(null) })
      .nullish()
      .catch(null),
  })
  .transform(({ questions, legal_content: legal }): AdForm => ({
    questions: questions.map(({ key, label, options }) => ({ key, label, options: options ?? [] })),
    boxes: (legal?.custom_disclaimer?.checkboxes ?? []).map((box) => ({
      key: box.key,
      text: box.text,
      isTickedByDefault: box.is_checked_by_default === true,
    })),
  }));

/** What a form asks, and the boxes of consent it shows. */
export const readForm = async (get: GraphGet, formId: string): Promise<AdForm> =>
  parsed(formSchema, await get(formId, { fields: 'name,locale,questions,legal_content' }), formId);

function parsed<T>(schema: z.ZodType<T>, answer: unknown, path: string): T {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  throw new AppError('meta_unreachable', `Meta answered ${path} with what is not understood.`, {
    retry: backoff,
    cause: read.error,
    reason: { code: 'meta.unreachable' },
  });
}
