import { z } from 'zod';
import { parseJson } from '../../http-client.js';
import { quoteLongNumbers } from './quote-long-numbers.js';

/** A lead of an instant form was left; what the person answered is fetched. */
export interface ToldLead {
  readonly leadgenId: string;
  readonly formId: string | null;
}

/** What WhatsApp says of a number; numbers are E.164. */
export interface ToldByWhatsApp {
  readonly phone: string;
  readonly what: 'wrote' | 'sent' | 'delivered' | 'undeliverable' | 'no_marketing' | 'failed';
  /** ISO 8601; null where it names no time. */
  readonly at: string | null;
  /** Of this message and state, so that a repeated delivery is the same. */
  readonly key: string;
}

export interface MetaDelivery {
  readonly leads: readonly ToldLead[];
  readonly whatsApp: readonly ToldByWhatsApp[];
}

const nothing: MetaDelivery = { leads: [], whatsApp: [] };

const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,30}$/));
const list = z.array(z.unknown()).catch([]);

const bodySchema = z.object({ object: z.string(), entry: list });
const entrySchema = z.object({ changes: list });
const changeSchema = z.object({ field: z.string(), value: z.unknown() });
const leadSchema = z.object({ leadgen_id: id, form_id: id.nullish().catch(null) });
const talkSchema = z.object({ messages: list, statuses: list });
const time = z.coerce.number().int().min(1).max(9_999_999_999).nullish().catch(null);
const messageId = z.string().max(300);
const messageSchema = z.object({ id: messageId, from: id, timestamp: time });
const statusSchema = z.object({
  id: messageId,
  status: z.string(),
  recipient_id: id,
  timestamp: time,
  errors: z.array(z.object({ code: z.coerce.number() })).catch([]),
});

/**
 * The bytes of a signed delivery. What it does not know (other objects, fields, a person without a number) says nothing, so that
 * it can be answered as taken; null where it is no JSON at all.
 */
export function readDelivery(bytes: Buffer): MetaDelivery | null {
  const json = parseJson(quoteLongNumbers(bytes.toString('utf8').replace(/^\uFEFF/u, '')));
  if (json === undefined) return null;
  const body = bodySchema.safeParse(json);
  if (!body.success) return nothing;
  const changes = body.data.entry.flatMap((entry) => {
    const read = entrySchema.safeParse(entry);
    return read.success ? read.data.changes.flatMap(changeOf) : [];
  });
  const isPage = body.data.object === 'page';
  const isWhatsApp = body.data.object === 'whatsapp_business_account';
  return {
    leads: isPage ? changes.flatMap(leadOf) : [],
    whatsApp: isWhatsApp ? changes.flatMap(talkOf) : [],
  };
}

type Change = z.infer<typeof changeSchema>;

function changeOf(change: unknown): readonly Change[] {
  const read = changeSchema.safeParse(change);
  return read.success ? [read.data] : [];
}

function leadOf({ field, value }: Change): readonly ToldLead[] {
  const read = leadSchema.safeParse(value);
  if (field !== 'leadgen' || !read.success) return [];
  return [{ leadgenId: read.data.leadgen_id, formId: read.data.form_id ?? null }];
}

function talkOf({ field, value }: Change): readonly ToldByWhatsApp[] {
  const read = talkSchema.safeParse(value);
  if (field !== 'messages' || !read.success) return [];
  return [...read.data.messages.flatMap(messageOf), ...read.data.statuses.flatMap(statusOf)];
}

function messageOf(given: unknown): readonly ToldByWhatsApp[] {
  const read = messageSchema.safeParse(given);
  if (!read.success) return [];
  const { id: key, from, timestamp } = read.data;
  return [{ phone: `+${from}`, what: 'wrote', at: isoOf(timestamp), key: `${key}:wrote` }];
}

/** What failed with another code than these two says nothing of the number (capture facts: 131026, 131050). */
const failures: Readonly<Record<number, ToldByWhatsApp['what']>> = {
  131_026: 'undeliverable',
  131_050: 'no_marketing',
};

function statusOf(given: unknown): readonly ToldByWhatsApp[] {
  const read = statusSchema.safeParse(given);
  if (!read.success) return [];
  const { id: key, recipient_id: to, timestamp, status, errors } = read.data;
  const what = whatOf(status, errors);
  return what === null
    ? []
    : [{ phone: `+${to}`, what, at: isoOf(timestamp), key: `${key}:${what}` }];
}

/** A message that is read at once is never told as delivered. */
function whatOf(
  status: string,
  errors: readonly { readonly code: number }[],
): ToldByWhatsApp['what'] | null {
  if (status === 'read' || status === 'delivered') return 'delivered';
  if (status === 'sent') return 'sent';
  if (status !== 'failed') return null;
  const known = errors.flatMap(({ code }) => failures[code] ?? []);
  return known[0] ?? 'failed';
}

const isoOf = (seconds: number | null | undefined): string | null =>
  seconds === null || seconds === undefined ? null : new Date(seconds * 1_000).toISOString();
