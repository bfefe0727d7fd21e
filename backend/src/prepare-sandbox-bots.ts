import { z } from 'zod';
import type { Blueprint } from '../../domain/blueprint/shape.js';
import { botSwitches } from '../../domain/conversation/compile/bot-account.js';
import type { BotSwitches } from '../../domain/conversation/compile/bot-account.js';
import { nameInAccount, readNameInAccount } from '../../domain/conversation/compile/bot-version.js';
import { compileBots } from '../../domain/conversation/compile/compile-bots.js';
import { templateContent } from '../../domain/conversation/compile/template-content.js';
import { writeImportFile } from '../../domain/conversation/compile/write-import-file.js';
import { readChatTemplates } from './adapters/kommo/bots/chat-templates.js';
import { readBotAccount } from './adapters/kommo/bots/read-bot-account.js';
import type { KommoClient } from './adapters/kommo/http/client.js';

const named = z.array(z.object({ id: z.number(), name: z.string() }));

/**
 * What a person does by hand in a real account, done in the sandbox: templates are made and approved, bots imported. What
 * is there already stays; a bot of an older version gets the new steps.
 */
export async function prepareSandboxBots(
  client: KommoClient,
  blueprint: Blueprint,
  switches: BotSwitches = botSwitches,
): Promise<void> {
  const readAccount = async () =>
    readBotAccount({ client, blueprint, templates: (await readChatTemplates(client)) ?? [] });
  const before = await readAccount();
  const missing = blueprint.templates.filter(({ key }) => before.templates[key] === undefined);
  for (const template of missing) {
    await client.post('/api/v4/chats/templates', [templateContent(template, before, blueprint)]);
  }
  for (const { id } of named.parse(await client.get('/sandbox/templates'))) {
    await client.post(`/sandbox/templates/${id}/review`, { status: 'approved' });
  }

  const account = await readAccount();
  const held = named.parse(await client.get('/sandbox/bots'));
  for (const { name, compiled } of compileBots({ account, switches, blueprint })) {
    if (compiled.kind !== 'bot') continue;
    const before = held.find((bot) => readNameInAccount(bot.name).name === name);
    if (before?.name === nameInAccount(compiled.bot)) continue;
    const file: unknown = JSON.parse(writeImportFile(compiled.bot));
    await client.post(before === undefined ? '/sandbox/bots' : `/sandbox/bots/${before.id}`, file);
  }
}
