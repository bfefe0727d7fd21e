import { z } from 'zod';
import type { Blueprint } from '../../../../../domain/blueprint/shape.js';
import type { BotAccount } from '../../../../../domain/conversation/compile/bot-account.js';
import { AppError } from '../../../errors.js';
import { statusOf } from '../errors.js';
import { createAccountMap } from '../fields/account-map.js';
import type { KommoClient } from '../http/client.js';
import { readAll } from '../http/pages.js';

const templateSchema = z.object({
  id: z.coerce.number().int().positive(),
  name: z.string(),
});

/** The account's own ids of what bots name: fields, options, the stage, and the templates that it has. */
export async function readBotAccount(
  client: KommoClient,
  blueprint: Blueprint,
): Promise<BotAccount> {
  const map = await createAccountMap(client, blueprint).read();
  const stage = map.stages.find(({ key }) => key === 'qualifying');
  const templates = await readTemplates(client);
  return {
    fieldsByCode: new Map(
      [...map.fieldByCode].map(([code, { id, enums }]) => [
        code,
        { id, optionIds: new Map(enums.map((option) => [option.value, option.id])) },
      ]),
    ),
    stages: stage === undefined ? {} : { qualifying: stage },
    templates: Object.fromEntries(
      blueprint.templates.flatMap(({ key }) => {
        const found = templates.find(({ name }) => name === key);
        return found === undefined ? [] : [[key, found.id]];
      }),
    ),
  };
}

/** None where the account does not have the address: whether Kommo has it everywhere is not known. */
async function readTemplates(client: KommoClient) {
  try {
    const list = { path: '/api/v4/chats/templates', key: 'chat_templates' };
    return await readAll(client, list, templateSchema);
  } catch (error) {
    if (error instanceof AppError && statusOf(error) === 404) return [];
    throw error;
  }
}
