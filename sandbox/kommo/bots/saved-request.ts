import { z } from 'zod';
import type { Account } from '../account/account.js';
import type { Lead } from '../account/records.js';
import { fill } from './format/placeholders.js';

const requestSchema = z.object({
  handler: z.literal('widget_request'),
  params: z.object({
    url: z.url(),
    data: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  }),
});

type BotRequest = z.infer<typeof requestSchema>['params'];

/** What the bot that the designer saved last asks the integration for this lead; null without one. */
export function savedRequest(account: Account, lead: Lead): BotRequest | null {
  const saved = z.array(z.unknown()).safeParse(account.state.pageValues.get('bots'));
  const request = findRequest(saved.data?.at(-1));
  if (!request) return null;
  const known = { account, lead, message: '', validated: '', json: {} };
  const data = Object.entries(request.data).map(([key, value]): [string, string | number] => [
    key,
    typeof value === 'string' ? fill(known, value) : value,
  ]);
  return { url: request.url, data: Object.fromEntries(data) };
}

/** Steps nest as people nest them: the first request wherever it stands. */
function findRequest(value: unknown): BotRequest | null {
  const parsed = requestSchema.safeParse(value);
  if (parsed.success) return parsed.data.params;
  if (typeof value !== 'object' || value === null) return null;
  const inners: readonly unknown[] = Object.values(value);
  for (const inner of inners) {
    const found = findRequest(inner);
    if (found) return found;
  }
  return null;
}
