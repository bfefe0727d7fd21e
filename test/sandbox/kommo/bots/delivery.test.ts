import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startBotWorld } from './bot-world.js';
import type { BotWorld } from './bot-world.js';
import { action, buttons, finish, match, say, to, waits } from './bot-file.js';
import type { Steps } from './bot-file.js';

let world: BotWorld;
let leadId: number;

beforeEach(async () => {
  world = await startBotWorld();
  leadId = await world.makeLead();
});

afterEach(async () => {
  await world.kommo.close();
});

const onError = { on_error: to(8) };
const failing = {
  '8': { question: [action('set_tag', { type: 2, value: ['no enviado'] }), finish] },
};

const tags = async () => (await world.lead(leadId)).at('_embedded.tags') as { name: string }[];

async function makeTemplate(more: object = {}): Promise<number> {
  const made = await world.kommo.post('/api/v4/chats/templates', [
    {
      ...{ name: 'bienvenida', content: 'Hola {{contact.first_name}}', type: 'waba' },
      ...{
        waba_category: 'UTILITY',
        waba_language: 'es',
        buttons: [{ type: 'inline', text: 'Sí' }],
      },
      waba_examples: { '{{contact.first_name}}': 'Ana' },
      ...more,
    },
  ]);
  return made.id('_embedded.chat_templates.0.id');
}

async function approved(): Promise<number> {
  const id = await makeTemplate();
  await world.kommo.post(`/api/v4/chats/templates/${id}/review`, {});
  await world.pass(60);
  return id;
}

const sending = (template_id: number, more: object = {}): Steps => ({
  '0': {
    question: [
      say('', {
        template_id,
        templateType: 'waba',
        create_chat_if_not_exists: true,
        ...onError,
        ...more,
      }),
    ],
    answer: [match([{ value: 'Sí', step: 1 }], 1)],
  },
  '1': { question: [say('Empecemos'), finish] },
  ...failing,
});

test('an approved template writes first, is filled, and its quick reply is answered by title (R5.4)', async () => {
  await world.run(await world.importBot(sending(await approved())), leadId);
  expect(await world.received(leadId)).toEqual(['Hola Milagros [Sí]']);
  await world.write(leadId, 'Sí');
  expect(await world.received(leadId)).toEqual(['Hola Milagros [Sí]', 'Empecemos']);
});

test('without write-first nothing reaches a contact who has never chatted', async () => {
  const steps = sending(await approved(), { create_chat_if_not_exists: false });
  await world.run(await world.importBot(steps), leadId);
  expect(await world.received(leadId)).toEqual([]);
  expect(await tags()).toMatchObject([{ name: 'no enviado' }]);
});

test.each([
  ['still a draft', [], false],
  ['in review for ever', ['template-reviews-wait'], true],
  ['refused', ['template-reviews-refuse'], true],
])('a template %s does not leave', async (_name, switches, submitted) => {
  await world.turn(...switches);
  const id = await makeTemplate();
  if (submitted) await world.kommo.post(`/api/v4/chats/templates/${id}/review`, {});
  await world.pass(3600);
  await world.run(await world.importBot(sending(id)), leadId);
  expect(await world.received(leadId)).toEqual([]);
  expect(await tags()).toMatchObject([{ name: 'no enviado' }]);
});

describe('free text', () => {
  const steps: Steps = { '0': { question: [say('Buenas', onError), finish] }, ...failing };

  test('goes for 24 hours after the lead’s last message and not a second longer', async () => {
    const bot = await world.importBot(steps);
    await world.write(leadId, 'Hola');
    await world.pass(24 * 3600 - 1);
    await world.run(bot, leadId);
    expect(await world.received(leadId)).toEqual(['Buenas']);
    await world.pass(2);
    await world.run(bot, leadId);
    expect(await world.received(leadId)).toEqual(['Buenas']);
    expect((await world.messages(leadId)).at(-1)).toMatchObject({
      ...{ state: 'failed', failure: expect.stringContaining('3108') },
    });
    expect(await tags()).toMatchObject([{ name: 'no enviado' }]);
  });

  test('refused, it leaves the bot standing where there is no on_error, or where the switch says so', async () => {
    await world.run(await world.importBot({ '0': { question: [say('Buenas'), finish] } }), leadId);
    expect(await world.lastRun()).toMatchObject({ state: 'hung' });
    await world.turn('delivery-error-is-silent');
    await world.run(await world.importBot(steps), leadId);
    expect(await world.lastRun()).toMatchObject({ state: 'hung' });
    expect(await tags()).toEqual([]);
  });

  test('a filled text of more than 1,024 characters with buttons is refused when it is sent', async () => {
    await world.write(leadId, 'x'.repeat(1100));
    const bot = await world.importBot({
      '0': { question: [waits({ message: 1 })] },
      '1': {
        question: [say('{{message_text}}', { ...buttons('Sí'), ...onError })],
        answer: [match([{ value: 'Sí', step: 1 }], 1)],
      },
      ...failing,
    });
    await world.run(bot, leadId);
    await world.write(leadId, 'x'.repeat(1100));
    expect(await tags()).toMatchObject([{ name: 'no enviado' }]);
  });
});

describe('the lead’s phone', () => {
  const behave = (manner: string) =>
    world.kommo.post(`/sandbox/phone/${leadId}/manner`, { manner });
  const states = async () =>
    (await world.messages(leadId)).filter(({ from }) => from === 'firm').map(({ state }) => state);
  const talking: Steps = {
    '0': {
      question: [say('¿Seguimos?', { ...buttons('Sí'), ...onError })],
      answer: [match([{ value: 'Sí', step: 1 }], 1)],
    },
    '1': { question: [finish] },
    ...failing,
  };
  beforeEach(async () => {
    await world.write(leadId, 'Hola');
  });

  test('ticks: sent, delivered, read when the lead looks', async () => {
    await world.run(await world.importBot(talking), leadId);
    expect(await states()).toEqual(['sent']);
    await world.pass(1);
    expect(await states()).toEqual(['delivered']);
    await world.kommo.post(`/sandbox/phone/${leadId}/read`, {});
    expect(await states()).toEqual(['read']);
  });

  test('a number without WhatsApp is refused at once', async () => {
    await behave('no-whatsapp');
    await world.run(await world.importBot(talking), leadId);
    expect(await states()).toEqual(['failed']);
    expect(await tags()).toHaveLength(1);
  });

  test('a phone that is off keeps one tick', async () => {
    await behave('unreachable');
    await world.run(await world.importBot(talking), leadId);
    await world.pass(3600);
    expect(await states()).toEqual(['sent']);
  });

  test('what is lost after it was accepted tells the bot nothing, or with the switch on_error', async () => {
    await behave('fails-late');
    const bot = await world.importBot(talking);
    await world.run(bot, leadId);
    await world.pass(5);
    expect(await states()).toEqual(['failed']);
    expect(await world.lastRun()).toMatchObject({ state: 'waiting' });
    await world.turn('late-failure-takes-on-error');
    await world.run(bot, leadId);
    await world.pass(5);
    expect(await tags()).toHaveLength(1);
  });
});

describe('the first block of a bot that the pipeline starts', () => {
  const first = (more: Readonly<Record<string, unknown>>): Steps => ({
    '0': {
      question: [say('Bienvenida', more)],
      answer: [match([], 1)],
    },
    '1': { question: [finish] },
  });
  const enter = async (steps: Steps) => {
    const bot_id = await world.importBot(steps);
    await world.kommo.post('/sandbox/triggers', { kind: 'start-bot', bot_id, status_id: 67548611 });
    await world.write(leadId, 'Hola');
    await world.kommo.patch(`/api/v4/leads/${leadId}`, { status_id: 67548611 });
    await world.pass(0);
    return world.received(leadId);
  };

  test('sends nothing without its mark', async () => {
    expect(await enter(first({}))).toEqual([]);
  });

  test('sends once with it, and twice with buttons', async () => {
    expect(
      await enter({ '0': { question: [say('Hola', { is_in_starting_block: true }), finish] } }),
    ).toEqual(['Hola']);
    await world.kommo.call('DELETE', '/sandbox/triggers');
    await world.kommo.patch(`/api/v4/leads/${leadId}`, { status_id: 67548607 });
    const twice: Steps = {
      '0': {
        question: [say('¿?', { ...buttons('Sí'), is_in_starting_block: true })],
        answer: [match([{ value: 'Sí', step: 1 }], 1)],
      },
      '1': { question: [finish] },
    };
    expect(await enter(twice)).toEqual(['Hola', '¿? [Sí]', '¿? [Sí]']);
  });

  test('is forgiven with the switch', async () => {
    await world.turn('starting-block-forgiven');
    expect(await enter({ '0': { question: [say('Bienvenida'), finish] } })).toEqual(['Bienvenida']);
  });
});
