import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startReceiver } from '../start.js';
import { startBotWorld } from '../bots/bot-world.js';
import type { BotWorld } from '../bots/bot-world.js';
import { finish, say } from '../bots/bot-file.js';

let world: BotWorld;
let companion: Awaited<ReturnType<typeof startReceiver>>;
let leadId: number;

beforeEach(async () => {
  companion = await startReceiver();
  world = await startBotWorld();
  leadId = await world.makeLead();
  await world.kommo.post('/api/v4/webhooks', {
    destination: companion.url,
    settings: ['add_message', 'add_outgoing_message', 'add_talk'],
  });
});

afterEach(async () => {
  await world.kommo.close();
  await companion.close();
});

/** The keys of the hook of that group, without account and index. */
const keysOf = (group: string) => {
  const hook = companion.received.find(({ body }) => body.includes(`${group}%5Badd%5D`));
  return [...new URLSearchParams(hook?.body).keys()]
    .filter((key) => key.startsWith(group))
    .map((key) => key.slice(`${group}[add][0]`.length));
};

const hello = { '0': { question: [say('Buenas'), finish] } };

test('what the lead writes is told with its lead, what the bot writes with its talk and contact', async () => {
  await world.write(leadId, 'Hola');
  await world.run(await world.importBot(hello), leadId);
  await companion.until(3);
  expect(keysOf('message')).toEqual([
    ...['[id]', '[chat_id]', '[talk_id]', '[contact_id]', '[text]', '[created_at]', '[type]'],
    ...[
      '[message_type]',
      '[origin]',
      '[element_type]',
      '[entity_type]',
      '[element_id]',
      '[entity_id]',
    ],
    ...['[author][id]', '[author][type]', '[author][name]'],
  ]);
  expect(keysOf('outgoing_message')).toEqual([
    ...['[id]', '[chat_id]', '[talk_id]', '[contact_id]', '[text]', '[created_at]', '[type]'],
    ...['[message_type]', '[origin]', '[author][id]', '[author][type]', '[author][name]'],
    ...['[recipient][id]', '[recipient][type]', '[recipient][name]'],
  ]);
});

test('a person’s message names its author; with the switch an outgoing one names the lead', async () => {
  await world.turn('outgoing-hook-names-lead');
  await world.kommo.post('/sandbox/messages', {
    leadId,
    text: 'Soy Ana',
    direction: 'outgoing',
    by: 'person',
  });
  await companion.until(2);
  expect(keysOf('outgoing_message')).toEqual(
    expect.arrayContaining(['[author][user_id]', '[entity_id]']),
  );
});

test('with the switch a new message stands at the top of its hook', async () => {
  await world.turn('message-hook-at-top');
  await world.write(leadId, 'Hola');
  await companion.until(2);
  expect(companion.received.map(({ body }) => decodeURIComponent(body))).toEqual(
    expect.arrayContaining([expect.stringMatching(/&add\[0\]\[id\]=/)]),
  );
});

test('a message that was refused is told only with the switch', async () => {
  await world.write(leadId, 'Hola');
  await world.pass(25 * 3600);
  const bot = await world.importBot(hello);
  await world.run(bot, leadId);
  expect(keysOf('outgoing_message')).toEqual([]);
  await world.turn('refused-messages-are-told');
  await world.run(bot, leadId);
  await companion.until(3);
  expect(keysOf('outgoing_message')).toContain('[text]');
});
