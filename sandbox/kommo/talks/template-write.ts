import { z } from 'zod';
import type { Account } from '../account/account.js';
import type { Template } from '../account/talk-records.js';
import { refuse } from '../http/problem.js';
import type { FieldError } from '../http/problem.js';

const button = z.discriminatedUnion('type', [
  z.object({ type: z.literal('inline'), text: z.string().min(1).max(25) }),
  z.object({ type: z.literal('url'), text: z.string().min(1).max(25), url: z.url() }),
]);

export const templateChange = z.object({
  name: z.string().min(1).exactOptional(),
  content: z.string().min(1).max(1024).exactOptional(),
  is_editable: z.boolean().exactOptional(),
  type: z.enum(['amocrm', 'waba']).exactOptional(),
  buttons: z.array(button).exactOptional(),
  attachment: z.record(z.string(), z.unknown()).nullable().exactOptional(),
  external_id: z.string().exactOptional(),
  waba_header: z.string().max(60).nullable().exactOptional(),
  waba_header_type: z.enum(['text', 'media']).nullable().exactOptional(),
  waba_footer: z.string().max(60).exactOptional(),
  waba_category: z.enum(['UTILITY', 'AUTHENTICATION', 'MARKETING']).exactOptional(),
  waba_language: z.string().exactOptional(),
  waba_examples: z.record(z.string(), z.string()).exactOptional(),
});

export const templateInput = templateChange.extend({
  name: z.string().min(1),
  content: z.string().min(1).max(1024),
});

type Change = z.infer<typeof templateChange>;

const mostReplies = 3;
const mostLinks = 2;

/** WhatsApp's own limits for a template's buttons. */
export function templateErrors({ buttons = [] }: Change): readonly FieldError[] {
  const count = (type: string) => buttons.filter((one) => one.type === type).length;
  return count('inline') > mostReplies || count('url') > mostLinks
    ? [refuse('buttons', 'TooLong')]
    : [];
}

export function createTemplate(account: Account, input: z.infer<typeof templateInput>): Template {
  const now = account.clock.seconds();
  const template: Template = {
    ...{ id: account.nextId(), is_editable: false, type: 'amocrm', buttons: [], attachment: null },
    ...{ external_id: '', waba_header: null, waba_header_type: null, waba_footer: '' },
    ...{
      waba_category: '',
      waba_language: '',
      waba_examples: {},
      created_at: now,
      updated_at: now,
    },
    review: { id: account.nextId(), status: 'draft', reject_reason: '' },
    ...input,
  };
  account.state.templates.set(template.id, template);
  return template;
}

export function changeTemplate(account: Account, before: Template, input: Change): Template {
  const after: Template = {
    ...before,
    ...input,
    id: before.id,
    updated_at: account.clock.seconds(),
  };
  account.state.templates.set(after.id, after);
  return after;
}
