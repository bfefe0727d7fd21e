import { templateContent } from '../../../../domain/conversation/compile/template-content.js';
import type { Template } from '../../../../domain/conversation/template.js';
import type { Sentence } from '../../../../wording/sentence.js';
import {
  askForReview,
  changeTemplate,
  makeTemplate,
} from '../../adapters/kommo/bots/chat-templates.js';
import type { ChatTemplate } from '../../adapters/kommo/bots/chat-templates.js';
import { findTemplate } from '../../adapters/kommo/bots/read-bot-account.js';
import { AppError } from '../../errors.js';
import { sayFailure } from '../doctor/doctor-check.js';
import type { FoundAccount, SetupTools } from './read-account.js';
import type { TemplateRow } from './template-rows.js';

/** What can be sent: what was never made, or made and not sent. What Meta has seen is replaced by a person. */
export const isSendable = ({ state }: Pick<TemplateRow, 'state'>): boolean =>
  state === 'missing' || state === 'draft';

/** Why each that could not be sent was not, by key. */
export type Refusals = ReadonlyMap<string, Sentence>;

/**
 * Makes templates and sends them for review. Each is looked for first, so it can be repeated: one that was made and not sent
 * is sent. One that Kommo refuses does not keep the others.
 */
export async function sendTemplates(
  { client, blueprint }: SetupTools,
  { account, templates }: Pick<FoundAccount, 'account' | 'templates'>,
  keys: readonly string[],
): Promise<Refusals> {
  const refusals = new Map<string, Sentence>();
  for (const template of blueprint.templates.filter(({ key }) => keys.includes(key))) {
    const found = findTemplate(templates ?? [], template.key);
    try {
      await send(template, found);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'kommo_rejected') throw error;
      refusals.set(template.key, sayFailure(error).found);
    }
  }
  return refusals;

  async function send(template: Template, found: ChatTemplate | undefined): Promise<void> {
    const content = templateContent(template, account, blueprint);
    if (found === undefined) return askForReview(client, await makeTemplate(client, content));
    if (found.review !== 'draft') return;
    await changeTemplate(client, found.id, content);
    await askForReview(client, found.id);
  }
}
