import { z } from 'zod';
import { refuse } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';

const requiredParams: Readonly<Record<string, readonly string[]>> = {
  common: ['text'],
  service_message: ['service', 'text'],
  extended_service_message: ['service', 'text'],
  call_in: ['uniq', 'duration', 'source', 'phone'],
  call_out: ['uniq', 'duration', 'source', 'phone'],
  sms_in: ['text', 'phone'],
  sms_out: ['text', 'phone'],
  geolocation: ['text', 'address', 'longitude', 'latitude'],
  attachment: ['file_uuid', 'file_name'],
};

/** Seen on a live account: one character more is TooLong. */
const longestText = 20_000;

/** Types that can be written; the others (chat, site_visit, …) are Kommo's own. */
export const noteInput = z.object({
  entity_id: z.number().int().exactOptional(),
  note_type: z.string(),
  params: z.object({ text: z.string().max(longestText).exactOptional() }).catchall(z.unknown()),
  is_need_to_trigger_digital_pipeline: z.boolean().exactOptional(),
});

export function paramsError(
  noteType: string,
  params: Readonly<Record<string, unknown>>,
): readonly FieldError[] {
  const required = requiredParams[noteType];
  if (!required) return [refuse('note_type', 'NotSupportedChoice')];
  return required.flatMap((key) =>
    params[key] === undefined ? [refuse(`params.${key}`, 'FieldMissing')] : [],
  );
}
