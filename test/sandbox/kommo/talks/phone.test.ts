import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startBotWorld } from '../bots/bot-world.js';
import type { BotWorld } from '../bots/bot-world.js';
import { buttons, finish, match, say } from '../bots/bot-file.js';

let world: BotWorld;

beforeAll(async () => {
  world = await startBotWorld({ clock: () => new Date('2026-11-28T12:00:00Z') });
});

afterAll(async () => {
  await world.kommo.close();
});

test('the phone as JSON: what was said, by whom, with its buttons, and until when the window is open (R4.1)', async () => {
  const leadId = await world.makeLead();
  const phone = () => world.kommo.get(`/sandbox/phone/${leadId}`);
  expect((await phone()).body).toMatchObject({
    messages: [],
    windowOpenUntil: null,
    contact: 'Milagros Tavárez',
  });
  const said = await world.kommo.post(`/sandbox/phone/${leadId}`, { text: 'Buenas' });
  expect([said.status, said.at('windowOpenUntil')]).toEqual([201, '2026-11-29T12:00:00.000Z']);
  const bot = await world.importBot({
    '0': {
      question: [say('¿Inventario?', buttons('Sí', 'No'))],
      answer: [match([{ value: 'Sí', step: 1 }], 1)],
    },
    '1': { question: [finish] },
  });
  await world.run(bot, leadId);
  expect((await phone()).at('messages')).toMatchObject([
    { from: 'lead', text: 'Buenas', buttons: [], at: '2026-11-28T12:00:00.000Z', state: 'read' },
    { from: 'firm', text: '¿Inventario?', buttons: ['Sí', 'No'], by: 'bot', state: 'sent' },
  ]);
  expect((await phone()).at('bots.0')).toMatchObject({ name: 'Prueba', state: 'waiting', step: 0 });
  await world.pass(24 * 3600);
  expect((await phone()).at('windowOpenUntil')).toBeNull();
});

test('nobody says nothing, and a lead that is not there has no phone', async () => {
  const leadId = await world.makeLead();
  expect((await world.kommo.post(`/sandbox/phone/${leadId}`, { text: ' ' })).status).toBe(400);
  expect((await world.kommo.get('/sandbox/phone/1')).status).toBe(400);
  expect((await world.kommo.get('/phone/1')).status).toBe(404);
  expect(
    (await world.kommo.post(`/sandbox/phone/${leadId}/manner`, { manner: 'odd' })).status,
  ).toBe(400);
});
