import { z } from 'zod';
import type { Blueprint } from '../../domain/blueprint/shape.js';
import { botSwitches } from '../../domain/conversation/compile/bot-account.js';
import { compileBots } from '../../domain/conversation/compile/compile-bots.js';
import { templateContent } from '../../domain/conversation/compile/template-content.js';
import { writeImportFile } from '../../domain/conversation/compile/write-bot.js';
import { readBotAccount } from './adapters/kommo/bots/read-bot-account.js';
import type { KommoClient } from './adapters/kommo/http/client.js';

const named = z.array(z.object({ id: z.number(), name: z.string() }));

/**
 * What a person does by hand in a real account, done in the sandbox: templates are made and approved, bots imported. What
 * is there already stays.
 */
export async function prepareSandboxBots(client: KommoClient, blueprint: Blueprint): Promise<void> {
  const before = await readBotAccount(client, blueprint);
  const missing = blueprint.templates.filter(({ key }) => before.templates[key] === undefined);
  for (const template of missing) {
    await client.post('/api/v4/chats/templates', [templateContent(template, before, blueprint)]);
  }
  for (const { id } of named.parse(await client.get('/sandbox/templates'))) {
    await client.post(`/sandbox/templates/${id}/review`, { status: 'approved' });
  }

  const account = await readBotAccount(client, blueprint);
  const held = named.parse(await client.get('/sandbox/bots')).map(({ name }) => name);
  for (const { name, compiled } of compileBots({ account, switches: botSwitches, blueprint })) {
    if (held.includes(name) || compiled.kind !== 'bot') continue;
    const file: unknown = JSON.parse(writeImportFile(compiled.bot));
    await client.post('/sandbox/bots', file);
  }
}
