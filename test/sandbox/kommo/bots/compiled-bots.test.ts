import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { blueprint } from '../../../../domain/blueprint/blueprint.js';
import type { BotAccount } from '../../../../domain/conversation/compile/bot-account.js';
import { compileConversation } from '../../../../domain/conversation/compile/compile-conversation.js';
import { writeImportFile } from '../../../../domain/conversation/compile/write-import-file.js';
import type { ServiceKey } from '../../../../domain/lead/lead.js';
import { botOf, planFor } from '../../../domain/conversation/bots.js';
import { startBotWorld } from './bot-world.js';
import type { BotWorld } from './bot-world.js';

/** The bots that the product makes, in the stand-in that knows nothing of it: one of both is wrong where they differ. */

const serviceKeys: readonly ServiceKey[] = blueprint.services.map(({ key }) => key);

let world: BotWorld;
let account: BotAccount;

beforeAll(async () => {
  world = await startBotWorld();
  account = await accountOf(world);
});

afterAll(async () => {
  await world.kommo.close();
});

interface MadeField {
  readonly id: number;
  readonly code: string;
  readonly enums: readonly { readonly id: number; readonly value: string }[] | null;
}

/** The blueprint's fields and one template for all. */
async function accountOf({ kommo }: BotWorld): Promise<BotAccount> {
  const made = await kommo.post(
    '/api/v4/leads/custom_fields',
    blueprint.fields.map(({ code, name, type, options }) => ({
      ...{ code, name, type },
      ...(options.length > 0 && { enums: options.map((value, sort) => ({ value, sort })) }),
    })),
  );
  const fields = made.at('_embedded.custom_fields') as readonly MadeField[];
  const template = await kommo.post('/api/v4/chats/templates', [
    {
      ...{
        name: 't',
        content: 'Hola',
        type: 'waba',
        waba_category: 'UTILITY',
        waba_language: 'es',
      },
      buttons: ['Sí, empecemos', 'Más tarde', 'No me escriban'].map((text) => ({
        type: 'inline',
        text,
      })),
    },
  ]);
  const id = template.id('_embedded.chat_templates.0.id');
  await kommo.post(`/sandbox/templates/${id}/review`, { status: 'approved' });
  return {
    fieldsByCode: new Map(
      fields.map((field) => [
        field.code,
        { id: field.id, optionIds: new Map((field.enums ?? []).map((one) => [one.value, one.id])) },
      ]),
    ),
    stages: { qualifying: { statusId: 67_548_611, pipelineId: 8_572_511 } },
    templates: { qualification_start: id },
  };
}

async function imported(service: ServiceKey): Promise<number> {
  const bot = botOf(compileConversation(blueprint.conversations[service], planFor({}, account)));
  const answer = await world.kommo.post('/sandbox/bots', writeImportFile(bot));
  expect([answer.status, answer.at('errors')]).toEqual([201, undefined]);
  return answer.id('id');
}

test.each(serviceKeys)(
  'the conversation of %s is imported without an error (R4.2)',
  async (service) => {
    expect(await imported(service)).toBeGreaterThan(0);
  },
);

test.each(serviceKeys)(
  'a lead who taps the first button of each question of %s comes to the end (R4.1)',
  async (service) => {
    const leadId = await world.makeLead();
    await world.run(await imported(service), leadId);
    expect(await world.received(leadId)).toHaveLength(1);
    for (let turn = 0; turn < 20; turn += 1) {
      const asked = (await world.messages(leadId)).at(-1);
      if (asked?.from !== 'firm' || asked.buttons.length === 0) break;
      await world.write(leadId, asked.buttons[0] ?? '');
    }
    expect(await world.lastRun()).toMatchObject({ state: 'ended', reason: 'Llegó al final' });
    const end = account.fieldsByCode.get('CONVERSATION_END')?.id;
    const fields = (await world.lead(leadId)).at('custom_fields_values') as readonly {
      field_id: number;
    }[];
    expect(fields.map((field) => field.field_id)).toContain(end);
  },
);

test.each(['BAJA por favor', 'Dame de baja', 'ya no me escriban más'])(
  '"%s" to a question of Fiscal is answered with the goodbye alone (R8.1)',
  async (words) => {
    const leadId = await world.makeLead();
    await world.run(await imported('tax'), leadId);
    await world.write(leadId, 'Sí, empecemos');
    const before = await world.received(leadId);
    await world.write(leadId, words);
    expect((await world.received(leadId)).slice(before.length)).toEqual([
      expect.stringMatching(/^Listo, no te enviaremos más mensajes/u),
    ]);
    expect(await world.lastRun()).toMatchObject({ state: 'ended' });
  },
);
