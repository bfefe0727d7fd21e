import type { Blueprint } from '../../blueprint/shape.js';
import { placeholdersIn } from '../fill-text.js';
import { emailKeys, templateKeys } from '../template.js';
import type { Template } from '../template.js';
import type { Finding } from './finding.js';
import { longestText, longestValue } from './limits.js';
import { lintButtons, lintText } from './lint-text.js';

/** What Meta would refuse or bill otherwise, before anybody sends it for review. */
export function lintTemplates({
  templates,
  templateValues,
  emails,
  conversationRules: { wordings },
}: Blueprint): readonly Finding[] {
  return [
    ...templateKeys
      .filter((key) => !templates.some((one) => one.key === key))
      .map((what) => ({ code: 'template_missing' as const, where: 'templates', what })),
    ...emailKeys
      .filter((key) => !emails.some((one) => one.key === key))
      .map((what) => ({ code: 'email_missing' as const, where: 'emails', what })),
    ...templates.flatMap((template) => [
      ...lintButtons(`templates / ${template.key}`, template.quickReplies),
      ...placeholdersIn(template.body)
        .filter((name) => !Object.hasOwn(templateValues, name))
        .map((what) => ({
          code: 'unknown_placeholder' as const,
          where: `templates / ${template.key}`,
          what,
        })),
      ...lintBody(template),
    ]),
    ...emails.flatMap(({ key, subject, body }) =>
      [subject, body].flatMap((text) => lintText(`emails / ${key}`, text, wordings)),
    ),
  ];
}

function lintBody({ key, body, category }: Template): readonly Finding[] {
  const where = `templates / ${key}`;
  const longest = body.length + placeholdersIn(body).length * longestValue;
  return [
    // With every placeholder as long as its field allows.
    ...(longest > longestText
      ? [{ code: 'text_too_long' as const, where, what: String(longest) }]
      : []),
    // Meta refuses a body that begins or ends with a placeholder.
    ...(body.startsWith('{') || body.endsWith('}')
      ? [{ code: 'template_edge' as const, where, what: body }]
      : []),
    ...(isOffer(key) === (category === 'MARKETING')
      ? []
      : [{ code: 'template_category' as const, where, what: category }]),
  ];
}

/** What sells, or wins somebody back, is marketing to Meta; what goes on with a request is utility. */
const isOffer = (key: Template['key']): boolean =>
  key === 'offer_whatsapp_7d' || key === 'final_attempt_30d';
