import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startReceiver } from '../start.js';
import { startBotWorld } from './bot-world.js';
import type { BotWorld } from './bot-world.js';
import { buttons, finish, match, say, to, waits, when } from './bot-file.js';
import type { Steps } from './bot-file.js';

let world: BotWorld;
let companion: Awaited<ReturnType<typeof startReceiver>>;
let leadId: number;

beforeEach(async () => {
  companion = await startReceiver();
  world = await startBotWorld();
  leadId = await world.makeLead();
  await world.write(leadId, 'Hola');
});

afterEach(async () => {
  await world.kommo.close();
  await companion.close();
});

const block = {
  handler: 'widget',
  params: {
    ...{ widget_id: '120001', widget_source_code: 'account_leads', widget_instance_id: 'i-1' },
    params: { point: 'fin' },
    exits: { success: { type: 'question', step: 1 }, fail: { type: 'question', step: 2 } },
  },
};

/** Whatever comes before the block, then its two exits. */
const bot = (...before: Steps['0']['question']): Steps => ({
  '0': { question: [...before, block] },
  '1': { question: [say('Puntuación: {{json.score}}'), finish] },
  '2': { question: [say('Sin respuesta'), finish] },
});

const inside = () =>
  JSON.stringify([
    {
      question: [
        {
          handler: 'widget_request',
          params: {
            url: `${companion.url}/salesbot`,
            data: { lead_id: '{{lead.id}}', said: '{{message_text}}' },
          },
        },
        to(1),
      ],
    },
    {
      question: [
        when(
          [['{{json.status}}', '=', 'success']],
          [{ handler: 'exits', params: { value: 'success' } }],
        ),
        { handler: 'exits', params: { value: 'fail' } },
      ],
    },
  ]);

async function start(steps: Steps, isSaved = true): Promise<void> {
  const id = await world.importBot(steps);
  if (isSaved)
    expect(
      (await world.kommo.post(`/sandbox/bots/${id}/blocks`, { instance: 'i-1', code: inside() }))
        .status,
    ).toBe(204);
  await world.run(id, leadId);
}

async function asked(): Promise<URLSearchParams> {
  await companion.until(1);
  return new URLSearchParams(companion.first().body);
}

const goOn = [{ handler: 'goto', params: { type: 'question', step: 1 } }];
const pathOf = (form: URLSearchParams) => new URL(form.get('return_url') ?? '').pathname;

test('the block asks as a form, parks, and leaves by the exit that the answer chose', async () => {
  await start(bot());
  const form = await asked();
  expect(companion.first().headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect([...form.keys()]).toEqual(['token', 'data[lead_id]', 'data[said]', 'return_url']);
  expect(form.get('data[lead_id]')).toBe(String(leadId));
  expect(form.get('return_url')).toMatch(`${world.kommo.url}/api/v4/salesbot/`);
  expect(await world.lastRun()).toMatchObject({ state: 'waiting', waitsFor: 'continue' });
  const answer = { data: { status: 'success', score: 72 }, execute_handlers: goOn };
  const done = await world.kommo.post(pathOf(form), answer);
  expect([done.status, done.type]).toEqual([202, 'text/html']);
  expect(await world.received(leadId)).toEqual(['Puntuación: 72']);
  expect((await world.kommo.post(pathOf(form), answer)).status).toBe(404);
});

test('another status leaves by fail; what the answer shows is said first', async () => {
  await start(bot());
  const show = { handler: 'show', params: { type: 'text', value: 'Un momento' } };
  await world.kommo.post(pathOf(await asked()), {
    data: { status: 'error' },
    execute_handlers: [show, ...goOn],
  });
  expect(await world.received(leadId)).toEqual(['Un momento', 'Sin respuesta']);
});

test('an answer without a handler is refused, and so is one by who is no administrator', async () => {
  await start(bot());
  const path = pathOf(await asked());
  expect((await world.kommo.post(path, { data: { status: 'success' } })).status).toBe(400);
  expect((await world.kommo.post(path, { data: {}, execute_handlers: [] })).status).toBe(400);
  const answer = { data: { status: 'success' }, execute_handlers: goOn };
  const executive = { cookie: 'sandbox_user=1002' };
  expect((await world.kommo.call('POST', path, answer, executive)).status).toBe(403);
  expect(await world.received(leadId)).toEqual([]);
});

test('404 once the bot has gone', async () => {
  await start(bot());
  const path = pathOf(await asked());
  await world.kommo.post('/sandbox/bots/finish', { entity_id: leadId });
  expect((await world.kommo.post(path, { data: {}, execute_handlers: goOn })).status).toBe(404);
});

test('404 once another bot came to listen', async () => {
  await start(bot());
  const path = pathOf(await asked());
  await world.run(
    await world.importBot({
      '0': { question: [say('¿?', buttons('Sí'))], answer: [match([{ value: 'Sí', step: 1 }], 1)] },
      '1': { question: [finish] },
    }),
    leadId,
  );
  expect((await world.kommo.post(path, { data: {}, execute_handlers: goOn })).status).toBe(404);
});

test.each([
  ['HS512', [], 'sha512'],
  ['HS256', ['bot-token-hs256'], 'sha256'],
])('the token is signed with %s', async (alg, switches, hash) => {
  await world.turn(...switches);
  await start(bot());
  const [header = '', claims = '', signature] = ((await asked()).get('token') ?? '').split('.');
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ typ: 'JWT', alg });
  expect(
    createHmac(hash, 'secret-of-a-test').update(`${header}.${claims}`).digest('base64url'),
  ).toBe(signature);
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    ...{ account_id: 30_000_001, entity_id: leadId, entity_type: 'leads', bot_type: 'salesbot' },
  });
});

test('after an import the block is empty until a person saves it, and again after the next import', async () => {
  await start(bot(), false);
  expect(await world.lastRun()).toMatchObject({
    state: 'hung',
    reason: expect.stringContaining('vacío'),
  });
  const id = await world.importBot(bot());
  const blocks = () => world.kommo.get(`/sandbox/bots/${id}/blocks`);
  await world.kommo.post(`/sandbox/bots/${id}/blocks`, { instance: 'i-1', code: inside() });
  expect((await blocks()).at('0.isSaved')).toBe(true);
  const { text } = (
    (await world.kommo.get('/sandbox/bots')).body as { id: number; text: string }[]
  ).find((one) => one.id === id) ?? { text: '' };
  await world.kommo.post(`/sandbox/bots/${id}`, text);
  expect((await blocks()).at('0')).toMatchObject({
    code: 'account_leads',
    exits: ['success', 'fail'],
    isSaved: false,
  });
});

test('a block that leaves by an exit which the bot lacks is not saved', async () => {
  const id = await world.importBot(bot());
  const code = JSON.stringify([{ question: [{ handler: 'exits', params: { value: 'later' } }] }]);
  const refused = await world.kommo.post(`/sandbox/bots/${id}/blocks`, { instance: 'i-1', code });
  expect([refused.status, String(refused.at('errors'))]).toEqual([
    422,
    expect.stringContaining('later'),
  ]);
});

test('entered straight from a button the block does nothing; after a pause, or with the switch, it asks', async () => {
  const steps: Steps = {
    '0': { question: [say('¿?', buttons('Sí'))], answer: [match([{ value: 'Sí', step: 3 }], 3)] },
    '3': { question: [block] },
    '1': { question: [finish] },
    '2': { question: [finish] },
  };
  await start(steps);
  await world.write(leadId, 'Sí');
  expect(await world.lastRun()).toMatchObject({
    state: 'hung',
    reason: expect.stringContaining('botón'),
  });
  await start({
    ...steps,
    '3': { question: [say('Un momento'), waits({ message: 4 })] },
    '4': { question: [block] },
  });
  await world.write(leadId, 'Sí');
  await world.write(leadId, 'ok');
  expect(await world.lastRun()).toMatchObject({ state: 'waiting', waitsFor: 'continue' });
  await world.turn('widget-fires-from-button');
  await start(steps);
  await world.write(leadId, 'Sí');
  expect(await world.lastRun()).toMatchObject({ state: 'waiting', waitsFor: 'continue' });
});

test('outside a block nothing leaves, though the bot goes on', async () => {
  const request = { handler: 'widget_request', params: { url: `${companion.url}/x`, data: {} } };
  await start({ '0': { question: [request, say('Sigo'), finish] } }, false);
  expect(await world.received(leadId)).toEqual(['Sigo']);
  expect((await world.kommo.get('/sandbox/salesbot')).body).toEqual({});
});
