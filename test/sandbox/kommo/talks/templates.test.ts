import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startBotWorld } from '../bots/bot-world.js';
import type { BotWorld } from '../bots/bot-world.js';

let world: BotWorld;

beforeEach(async () => {
  world = await startBotWorld();
});

afterEach(async () => {
  await world.kommo.close();
});

const path = '/api/v4/chats/templates';
const template = {
  ...{ name: 'bienvenida', content: 'Hola {{contact.name}}', type: 'waba', external_id: 'welcome' },
  ...{ waba_category: 'UTILITY', waba_language: 'es' },
  waba_examples: { '{{contact.name}}': 'Ana' },
};

const make = async (more: object = {}) =>
  (await world.kommo.post(path, [{ ...template, ...more }])).id('_embedded.chat_templates.0.id');

const reviewOf = async (id: number) => {
  const shown = await world.kommo.get(`${path}/${id}?with=reviews`);
  return [
    shown.at('review_status'),
    shown.at('is_on_review'),
    shown.at('_embedded.reviews.0.reject_reason'),
  ];
};

test('none, then made, found by its external id, read, changed, deleted (R5.4)', async () => {
  expect((await world.kommo.get(path)).status).toBe(204);
  const made = await world.kommo.post(path, [{ ...template, request_id: 'a' }]);
  expect(made.at('_embedded.chat_templates.0')).toMatchObject({
    ...template,
    request_id: 'a',
    buttons: [],
  });
  const id = made.id('_embedded.chat_templates.0.id');
  expect(
    (await world.kommo.get(`${path}?filter[external_id]=welcome`)).id(
      '_embedded.chat_templates.0.id',
    ),
  ).toBe(id);
  expect((await world.kommo.get(`${path}?filter[external_id]=other`)).status).toBe(204);
  expect((await world.kommo.patch(`${path}/${id}`, { content: 'Buenas' })).at('content')).toBe(
    'Buenas',
  );
  expect(
    (await world.kommo.patch(path, [{ id, content: 'Hola' }])).at(
      '_embedded.chat_templates.0.content',
    ),
  ).toBe('Hola');
  expect((await world.kommo.call('DELETE', `${path}/${id}`)).status).toBe(204);
  expect((await world.kommo.get(`${path}/${id}`)).status).toBe(404);
});

test('a review begins when it is asked for, and ends a minute later', async () => {
  const id = await make();
  expect(await reviewOf(id)).toEqual([null, false, undefined]);
  const asked = await world.kommo.post(`${path}/${id}/review`, {});
  expect(asked.at('_embedded.reviews.0')).toMatchObject({ status: 'review', reject_reason: '' });
  expect(await reviewOf(id)).toEqual(['review', true, '']);
  await world.pass(60);
  expect(await reviewOf(id)).toEqual(['approved', false, '']);
  expect((await world.kommo.patch(`${path}/${id}`, { content: 'Otra' })).status).toBe(400);
});

test.each([
  ['without an example for its placeholder', { waba_examples: {} }, 'Falta el ejemplo'],
  ['without a category', { waba_category: undefined }, 'Falta la categoría'],
])('a template %s is rejected', async (_name, more, reason) => {
  const id = await make(more);
  await world.kommo.post(`${path}/${id}/review`, {});
  await world.pass(60);
  expect(await reviewOf(id)).toEqual(['rejected', false, expect.stringContaining(reason)]);
});

test.each([
  ['no content', { content: undefined }],
  ['1,025 characters', { content: 'x'.repeat(1025) }],
  ['an unknown category', { waba_category: 'NEWS' }],
  ['four quick replies', { buttons: Array.from('abcd', (text) => ({ type: 'inline', text })) }],
  ['a link without an address', { buttons: [{ type: 'url', text: 'Ver' }] }],
])('refused: %s', async (_name, more) => {
  expect((await world.kommo.post(path, [{ ...template, ...more }])).status).toBe(400);
});

test('only administrators, only WhatsApp’s are reviewed, and a person decides as WhatsApp would', async () => {
  const id = await make();
  const executive = { cookie: 'sandbox_user=1002' };
  expect((await world.kommo.call('GET', path, undefined, executive)).status).toBe(403);
  const plain = await make({ type: 'amocrm' });
  expect((await world.kommo.post(`${path}/${plain}/review`, {})).status).toBe(400);
  await world.kommo.post(`/sandbox/templates/${id}/review`, { status: 'paused' });
  expect((await reviewOf(id))[0]).toBe('paused');
});

test('chat-templates-missing: the address is not there', async () => {
  await world.turn('chat-templates-missing');
  expect((await world.kommo.get(path)).status).toBe(404);
  expect((await world.kommo.post(path, [template])).status).toBe(404);
});
