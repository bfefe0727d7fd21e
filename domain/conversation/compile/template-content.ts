import type { Blueprint } from '../../blueprint/shape.js';
import { conversationFields } from '../conversation.js';
import { isPlaceholder, placeholdersIn } from '../fill-text.js';
import type { Template } from '../template.js';
import type { BotAccount } from './bot-account.js';
import type { Json } from './bot-json.js';

/** A template as `POST /chats/templates` takes it: its placeholders are the lead's own fields. */
export function templateContent(
  template: Template,
  { fieldsByCode }: Pick<BotAccount, 'fieldsByCode'>,
  { templateValues }: Pick<Blueprint, 'templateValues'>,
): { readonly [key: string]: Json } {
  const tokens = placeholdersIn(template.body)
    .filter(isPlaceholder)
    .map((name) => ({
      name,
      token: `{{lead.cf.${fieldsByCode.get(conversationFields[name])?.id ?? 0}}}`,
      example: name === 'proposal' ? '' : templateValues[name].example,
    }));
  return {
    name: template.key,
    content: tokens.reduce(
      (text, { name, token }) => text.replaceAll(`{${name}}`, token),
      template.body,
    ),
    type: 'waba',
    is_editable: false,
    buttons: template.quickReplies.map((text) => ({ type: 'inline', text })),
    external_id: template.key,
    waba_category: template.category,
    waba_language: template.language,
    waba_examples: Object.fromEntries(tokens.map(({ token, example }) => [token, example])),
  };
}
