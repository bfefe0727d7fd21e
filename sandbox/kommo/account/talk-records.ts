import { z } from 'zod';

/** What the account keeps of WhatsApp: talks, their messages, templates. */

const id = z.number().int();
const seconds = z.number().int();

export const talkRecord = z.object({
  talk_id: id,
  chat_id: z.string(),
  contact_id: id,
  entity_id: id,
  entity_type: z.string(),
  is_in_work: z.boolean(),
  is_read: z.boolean(),
  origin: z.string(),
  created_at: seconds,
  updated_at: seconds,
});

export const attachmentTypes = ['voice', 'picture', 'document'] as const;

export const messageRecord = z.object({
  id: z.string(),
  talk_id: id,
  direction: z.enum(['incoming', 'outgoing']),
  text: z.string(),
  author: z.object({
    id: z.string(),
    type: z.enum(['external', 'internal']),
    name: z.string(),
    /** People only; a bot has none. */
    user_id: id.exactOptional(),
  }),
  created_at: seconds,
  /** Titles as the phone draws them. */
  buttons: z.array(z.string()).readonly(),
  links: z.array(z.object({ text: z.string(), url: z.string() })).readonly(),
  attachment: z.enum(attachmentTypes).nullable(),
  template_id: id.nullable(),
  /** The phone's ticks; Kommo tells nobody of them. */
  state: z.enum(['sent', 'delivered', 'read', 'failed']),
  /** Why WhatsApp refused or lost it; null where it did not. */
  failure: z.string().nullable(),
});

const button = z.object({
  type: z.enum(['inline', 'url']),
  text: z.string(),
  url: z.string().exactOptional(),
});

export const reviewStatuses = ['draft', 'review', 'approved', 'paused', 'rejected'] as const;

export const templateRecord = z.object({
  id,
  name: z.string(),
  content: z.string(),
  is_editable: z.boolean(),
  type: z.enum(['amocrm', 'waba']),
  buttons: z.array(button).readonly(),
  attachment: z.record(z.string(), z.unknown()).nullable(),
  external_id: z.string(),
  waba_header: z.string().nullable(),
  waba_header_type: z.enum(['text', 'media']).nullable(),
  waba_footer: z.string(),
  waba_category: z.string(),
  waba_language: z.string(),
  waba_examples: z.record(z.string(), z.string()),
  created_at: seconds,
  updated_at: seconds,
  review: z.object({
    id,
    status: z.enum(reviewStatuses),
    reject_reason: z.string(),
  }),
});

export type Talk = Readonly<z.infer<typeof talkRecord>>;
export type Message = Readonly<z.infer<typeof messageRecord>>;
export type Template = Readonly<z.infer<typeof templateRecord>>;
export type Attachment = (typeof attachmentTypes)[number];
