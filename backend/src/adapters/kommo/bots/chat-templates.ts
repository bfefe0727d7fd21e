import { z } from 'zod';
import type { Json } from '../../../../../domain/conversation/compile/bot-json.js';
import { AppError } from '../../../errors.js';
import { isRefusedHere } from '../errors.js';
import { readAs } from '../http/client.js';
import type { KommoClient } from '../http/client.js';
import { listOf } from '../http/list-of.js';
import { readAll } from '../http/pages.js';

export const reviewStates = ['draft', 'review', 'approved', 'rejected', 'paused'] as const;
export type ReviewState = (typeof reviewStates)[number];

export interface ChatTemplate {
  /** Kommo's, which bots name; not Meta's. */
  readonly id: number;
  readonly name: string;
  readonly content: string;
  readonly category: string;
  readonly language: string;
  readonly buttons: readonly string[];
  /** Null where Kommo does not say. */
  readonly review: ReviewState | null;
  /** Why Meta refused it, in its words; "" where it says nothing. */
  readonly reason: string;
}

const path = '/api/v4/chats/templates';
const text = z.string().catch('');

const templateSchema = z.object({
  id: z.coerce.number().int().positive(),
  name: text,
  content: text,
  waba_category: text,
  waba_language: text,
  buttons: listOf(z.object({ text })).catch([]),
  /** Null while it was never sent for review. */
  review_status: z.enum(reviewStates).nullable().optional().catch(undefined),
  _embedded: z
    .object({ reviews: listOf(z.object({ reject_reason: z.string().nullable().catch('') })) })
    .catch({ reviews: [] }),
});

/**
 * Null where the account does not let us see them: the address is documented for the twin product only, and belongs to
 * administrators.
 */
export async function readChatTemplates(
  client: KommoClient,
): Promise<readonly ChatTemplate[] | null> {
  try {
    const list = { path: `${path}?with=reviews`, key: 'chat_templates', limit: 50, mostPages: 10 };
    return (await readAll(client, list, templateSchema)).map(toTemplate);
  } catch (error) {
    if (isRefusedHere(error)) return null;
    throw error;
  }
}

const toTemplate = ({
  review_status: review,
  waba_category: category,
  waba_language: language,
  buttons,
  _embedded,
  ...rest
}: z.infer<typeof templateSchema>): ChatTemplate => ({
  ...{ id: rest.id, name: rest.name, content: rest.content, category, language },
  buttons: buttons.map((button) => button.text),
  review: review === undefined ? null : (review ?? 'draft'),
  reason: _embedded.reviews.at(-1)?.reject_reason ?? '',
});

const madeSchema = z.object({
  _embedded: z.object({
    chat_templates: listOf(z.object({ id: z.coerce.number().int().positive() })),
  }),
});

type Content = Readonly<Record<string, Json>>;

/** Not idempotent: whoever calls it has looked for one before. */
export async function makeTemplate(client: KommoClient, content: Content): Promise<number> {
  const answer = readAs(madeSchema, await client.post(path, [content]), path);
  const [made] = answer._embedded.chat_templates;
  if (made === undefined) throw new AppError('kommo_rejected', 'Kommo made no template.');
  return made.id;
}

/** Only a draft: what Meta has seen stays as it is. */
export async function changeTemplate(
  client: KommoClient,
  id: number,
  content: Content,
): Promise<void> {
  await client.patch(`${path}/${id}`, content);
}

/** Documented for whoever owns the channel; whether Kommo takes it for its own WhatsApp is not known. */
export async function askForReview(client: KommoClient, id: number): Promise<void> {
  await client.post(`${path}/${id}/review`, {});
}
