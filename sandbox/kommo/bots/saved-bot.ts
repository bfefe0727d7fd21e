import { z } from 'zod';
import type { Account } from '../account/account.js';
import { onThisMachine } from '../triggers/page-triggers.js';
import type { Lead } from '../account/records.js';

const requestSchema = z.object({
  handler: z.literal('widget_request'),
  params: z.object({
    url: z.url(),
    data: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  }),
});

interface BotRequest {
  readonly url: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** What the bot that the designer saved last asks the integration for this lead; null without one. */
export function savedRequest(account: Account, lead: Lead): BotRequest | null {
  const saved = z.array(z.unknown()).safeParse(account.state.pageValues.get('bots'));
  const request = findRequest(saved.data?.at(-1));
  if (!request) return null;
  const data = Object.entries(request.data).map(([key, value]): [string, string | number] => [
    key,
    typeof value === 'string' ? filled(account, lead, value) : value,
  ]);
  return { url: onThisMachine(account, request.url), data: Object.fromEntries(data) };
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

/** `{{lead.id}}` and the like; a field that the lead lacks is empty, an unknown name stays. */
function filled(account: Account, lead: Lead, text: string): string {
  const known: Readonly<Record<string, string | undefined>> = {
    'lead.id': String(lead.id),
    'lead.price': String(lead.price),
    'lead.status_id': String(lead.status_id),
    'contact.id': String(lead.contacts[0]?.id ?? ''),
    'contact.name': account.state.contacts.get(lead.contacts[0]?.id ?? NaN)?.name ?? '',
  };
  return text.replace(/\{\{([\w.]+)\}\}/g, (whole, name: string) => {
    const field = /^lead\.cf\.(\d+)$/.exec(name)?.[1];
    return field === undefined ? (known[name] ?? whole) : valueOf(lead, Number(field));
  });
}

function valueOf(lead: Lead, fieldId: number): string {
  const values = lead.fields.find(({ field_id: id }) => id === fieldId)?.values ?? [];
  return values.map(({ value }) => String(value)).join(', ');
}
