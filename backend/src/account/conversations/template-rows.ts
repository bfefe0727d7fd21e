import { z } from 'zod';
import type { NeededTemplate } from '../../../../contract/conversation-setup.js';
import type { Blueprint } from '../../../../domain/blueprint/shape.js';
import { templateContent } from '../../../../domain/conversation/compile/template-content.js';
import type { Template } from '../../../../domain/conversation/template.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import type { ChatTemplate } from '../../adapters/kommo/bots/chat-templates.js';
import { findTemplate } from '../../adapters/kommo/bots/read-bot-account.js';
import type { FoundAccount } from './read-account.js';

export type TemplateRow = Unworded<NeededTemplate, 'text'>;

const written = z.object({
  content: z.string(),
  buttons: z.array(z.object({ text: z.string() })),
  waba_category: z.string(),
  waba_language: z.string(),
});

/** Each template of the blueprint beside what the account has of it. */
export const templateRows = (
  { account, templates }: Pick<FoundAccount, 'account' | 'templates'>,
  blueprint: Blueprint,
): readonly TemplateRow[] =>
  blueprint.templates.map((template) => {
    const wanted = written.parse(templateContent(template, account, blueprint));
    const buttons = wanted.buttons.map(({ text }) => text);
    const shown = { key: template.key, category: template.category, buttons };
    const { content } = wanted;
    if (templates === null) {
      const text: Sentence = { code: 'setup.template_not_shown' };
      return { ...shown, content, state: 'not_shown', isOlder: false, text };
    }
    return { ...shown, content, ...judge(template, wanted, templates) };
  });

function judge(
  { key }: Template,
  wanted: z.infer<typeof written>,
  templates: readonly ChatTemplate[],
): Pick<TemplateRow, 'state' | 'isOlder' | 'text'> {
  const found = findTemplate(templates, key);
  if (found === undefined) {
    return { state: 'missing', isOlder: false, text: { code: 'setup.template_missing' } };
  }
  const isOlder = !isSame(found, wanted);
  const text = sayReview(found);
  return {
    state: found.review ?? 'there',
    isOlder,
    text: isOlder ? { code: 'setup.template_older', params: { review: text } } : text,
  };
}

function sayReview({ review, reason }: ChatTemplate): Sentence {
  if (review === 'rejected') {
    return reason === ''
      ? { code: 'setup.template_rejected_untold' }
      : { code: 'setup.template_rejected', params: { reason } };
  }
  return { code: `setup.template_${review ?? 'there'}` };
}

/** Kommo may keep what it was sent with other spaces, and leave out what is its own default. */
function isSame(found: ChatTemplate, wanted: z.infer<typeof written>): boolean {
  const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();
  return (
    plain(found.content) === plain(wanted.content) &&
    found.buttons.map(plain).join('|') ===
      wanted.buttons.map(({ text }) => plain(text)).join('|') &&
    sameOrUntold(found.category, wanted.waba_category) &&
    sameOrUntold(found.language, wanted.waba_language)
  );
}

const sameOrUntold = (found: string, wanted: string): boolean =>
  found === '' || found.toLowerCase() === wanted.toLowerCase();
