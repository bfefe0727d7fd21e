import { conversationFields } from '../../../../domain/conversation/conversation.js';
import { isPlaceholder, placeholdersIn } from '../../../../domain/conversation/fill-text.js';
import type { Email } from '../../../../domain/conversation/template.js';
import { emailTag } from '../../../../domain/follow-up/email-tag.js';
import type { Sentence } from '../../../../wording/sentence.js';
import type { ManualStep } from './manual-steps.js';
import type { Wanted } from './plan.js';
import type { AccountSnapshot } from './snapshot.js';

/** No API makes an e-mail nor shows its trigger, so each is listed with what sets it off and what it says (R5.2). */
export const emailSteps = (
  { blueprint }: Pick<Wanted, 'blueprint'>,
  account: Pick<AccountSnapshot, 'fields'>,
): readonly ManualStep[] => {
  const [pipeline] = blueprint.pipelines;
  return blueprint.emails.map((email) => ({
    title: { code: 'provision.email', params: { name: email.key } },
    how: howOf(email, {
      pipeline: pipeline?.name ?? '',
      field: blueprint.fields.find(({ code }) => code === conversationFields.proposal)?.name ?? '',
    }),
    paste: [email.subject, '', ...email.body.split('\n')]
      .map((line) => withFields(line, account))
      .join('\n'),
  }));
};

/** The follow-up sets a tag when the e-mail's time has come; a proposal fills its field when it is made. */
const howOf = (
  { key }: Email,
  { pipeline, field }: { readonly pipeline: string; readonly field: string },
): Sentence =>
  key === 'proposal'
    ? { code: 'provision.email_by_field', params: { pipeline, field } }
    : { code: 'provision.email_by_tag', params: { pipeline, tag: emailTag(key) } };

/** Kommo fills `{{lead.cf.12}}` with the field; one that the account lacks yet keeps its name. */
const withFields = (line: string, { fields }: Pick<AccountSnapshot, 'fields'>): string =>
  placeholdersIn(line)
    .filter(isPlaceholder)
    .reduce((text, name) => {
      const id = fields.find(({ code }) => code === conversationFields[name])?.id;
      return id === undefined ? text : text.replaceAll(`{${name}}`, `{{lead.cf.${id}}}`);
    }, line);
