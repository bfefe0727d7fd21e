import { mkdtempSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startBotWorld } from './bot-world.js';
import type { BotWorld } from './bot-world.js';
import { action, buttons, finish, match, say, waits } from './bot-file.js';
import type { Steps } from './bot-file.js';

let world: BotWorld;
let leadId: number;

beforeEach(async () => {
  world = await startBotWorld();
  leadId = await world.makeLead();
  await world.write(leadId, 'Hola');
});

afterEach(async () => {
  await world.kommo.close();
});

/** Says its name and listens. */
const listening = (name: string): Steps => ({
  '0': {
    question: [say(`Soy ${name}`, { ...buttons('Sí'), is_in_starting_block: false })],
    answer: [match([{ value: 'Sí', step: 1 }], 1)],
  },
  '1': { question: [say(`${name} oyó`), finish] },
});

const target = () => ({ entity_id: leadId, entity_type: 'leads' });

test('202 proves nothing: every form of starting answers it, and a bot without steps does nothing', async () => {
  const { kommo } = world;
  const first = await kommo.post('/api/v4/bots/501/run', target());
  expect([first.status, first.type, first.text]).toEqual([202, 'text/html', 'Accepted']);
  expect((await kommo.post('/api/v4/bots/run', [{ bot_id: 502, ...target() }])).status).toBe(202);
  const old = { bot_id: 503, entity_id: leadId, entity_type: 2 };
  expect((await kommo.post('/api/v2/salesbot/run', [old])).status).toBe(202);
  await world.pass(0);
  expect((await world.runs()).map(({ botId, reason }) => [botId, reason])).toEqual([
    [501, 'El paso 0 no existe'],
    [502, 'El paso 0 no existe'],
    [503, 'El paso 0 no existe'],
  ]);
  expect((await kommo.post('/api/v4/bots/1/run', target())).status).toBe(404);
  const many = Array.from({ length: 101 }, () => ({ bot_id: 501, ...target() }));
  expect((await kommo.post('/api/v4/bots/run', many)).status).toBe(422);
});

test('a bot that is switched off is accepted and does nothing', async () => {
  const bot = await world.importBot(listening('Uno'));
  await world.kommo.post(`/sandbox/bots/${bot}/active`, { active: false });
  await world.run(bot, leadId);
  expect(await world.received(leadId)).toEqual([]);
});

test('two bots: the second silences the first when it comes to listen', async () => {
  await world.run(await world.importBot(listening('Uno')), leadId);
  await world.run(await world.importBot(listening('Dos')), leadId);
  await world.write(leadId, 'Sí');
  expect(await world.received(leadId)).toEqual(['Soy Uno [Sí]', 'Soy Dos [Sí]', 'Dos oyó']);
  expect((await world.runs())[0]).toMatchObject({ reason: 'Otro bot llegó a una pausa' });
});

test('a second bot that does not listen leaves the first alone', async () => {
  await world.run(await world.importBot(listening('Uno')), leadId);
  await world.run(await world.importBot({ '0': { question: [say('Aviso'), finish] } }), leadId);
  await world.write(leadId, 'Sí');
  expect((await world.received(leadId)).at(-1)).toBe('Uno oyó');
});

test('with the switch the second bot never starts', async () => {
  await world.turn('one-bot-an-entity');
  await world.run(await world.importBot(listening('Uno')), leadId);
  await world.run(await world.importBot(listening('Dos')), leadId);
  expect(await world.received(leadId)).toEqual(['Soy Uno [Sí]']);
  expect(await world.lastRun()).toMatchObject({ reason: 'Otro bot trabaja con el lead' });
});

test('stopped by the API it hears no more', async () => {
  const bot = await world.importBot(listening('Uno'));
  await world.run(bot, leadId);
  expect((await world.kommo.post(`/api/v4/bots/${bot}/stop`, target())).status).toBe(202);
  await world.write(leadId, 'Sí');
  expect(await world.received(leadId)).toEqual(['Soy Uno [Sí]']);
  const contacts = { entity_id: leadId, entity_type: 'contacts' };
  expect((await world.kommo.post(`/api/v4/bots/${bot}/stop`, contacts)).status).toBe(400);
});

describe('what may stop a bot, each by its switch', () => {
  const acts: [string, () => Promise<unknown>][] = [
    [
      'person-message-stops-bot',
      () =>
        world.kommo.post('/sandbox/messages', {
          leadId,
          by: 'person',
          text: 'Soy Ramón',
          direction: 'outgoing',
        }),
    ],
    [
      'stage-change-stops-bot',
      () => world.kommo.post(`/sandbox/leads/${leadId}/move`, { status_id: 67548611 }),
    ],
    [
      'talk-close-stops-bot',
      async () => {
        const talks = await world.kommo.get(`/api/v4/talks?filter[entity_id]=${leadId}`);
        await world.kommo.post(`/api/v4/talks/${talks.id('_embedded.talks.0.talk_id')}/close`, {});
      },
    ],
  ];
  test.each(acts)('%s', async (name, act) => {
    await world.run(await world.importBot(listening('Uno')), leadId);
    await act();
    expect(await world.lastRun()).toMatchObject({ state: 'waiting' });
    await world.turn(name);
    await world.kommo.post(`/sandbox/leads/${leadId}/move`, { status_id: 67548607 });
    await act();
    expect(await world.lastRun()).toMatchObject({ state: 'ended' });
  });

  test('the bot’s own move never does', async () => {
    await world.turn('stage-change-stops-bot');
    const moving = action('change_status', { value: 67548615, pipeline_id: 8572511 });
    await world.run(
      await world.importBot({
        '0': { question: [moving, say('Seguimos'), waits({ message: 1 })] },
        '1': { question: [finish] },
      }),
      leadId,
    );
    expect(await world.lastRun()).toMatchObject({ state: 'waiting' });
  });
});

describe('started by itself', () => {
  const hello: Steps = {
    '0': { question: [say('Hola', { is_in_starting_block: true }), finish] },
  };
  const trigger = (more: object) =>
    world.kommo.post('/sandbox/triggers', { kind: 'start-bot', ...more });

  test('when a lead enters the stage, after the delay that was set (R4.1)', async () => {
    const bot_id = await world.importBot(hello);
    await trigger({ bot_id, status_id: 67548611, pipeline_id: 8572511, delay_seconds: 300 });
    await world.kommo.patch(`/api/v4/leads/${leadId}`, { status_id: 67548611 });
    await world.pass(299);
    expect(await world.received(leadId)).toEqual([]);
    await world.pass(1);
    expect(await world.received(leadId)).toEqual(['Hola']);
  });

  test('only for leads that were moved in, where it was set so', async () => {
    const bot_id = await world.importBot(hello);
    await trigger({ bot_id, status_id: 67548611, entered: 'moved' });
    const made = await world.makeLead({ status_id: 67548611 });
    await world.pass(0);
    expect((await world.runs()).filter((run) => run.botId === bot_id)).toEqual([]);
    await world.kommo.patch(`/api/v4/leads/${made}`, { status_id: 67548615 });
    await world.kommo.patch(`/api/v4/leads/${made}`, { status_id: 67548611 });
    await world.pass(0);
    expect((await world.runs()).filter((run) => run.botId === bot_id)).toHaveLength(1);
  });

  test('never in "Incoming leads"', async () => {
    const bot_id = await world.importBot(hello);
    await trigger({ bot_id });
    const metadata = {
      form_id: 'f',
      form_name: 'f',
      form_page: 'p',
      form_sent_at: 1,
      ip: '127.0.0.1',
      referer: 'r',
    };
    await world.kommo.post('/api/v4/leads/unsorted/forms', [
      { source_uid: 'u', source_name: 's', metadata, _embedded: { leads: [{ name: 'x' }] } },
    ]);
    await world.pass(0);
    expect(await world.runs()).toEqual([]);
  });

  test('by a message, and not again within the cool-down', async () => {
    const bot_id = await world.importBot(hello);
    await trigger({ bot_id, on: 'message', cool_down: 3600 });
    await world.write(leadId, 'uno');
    await world.write(leadId, 'dos');
    await world.pass(3599);
    await world.write(leadId, 'tres');
    await world.pass(1);
    await world.write(leadId, 'cuatro');
    await world.pass(0);
    expect(await world.runs()).toHaveLength(2);
  });

  test('by a new talk', async () => {
    const bot_id = await world.importBot(hello);
    await trigger({ bot_id, on: 'talk' });
    const other = await world.makeLead();
    await world.write(other, 'Hola');
    await world.write(other, 'de nuevo');
    await world.pass(0);
    expect(await world.runs()).toHaveLength(1);
    expect((await world.kommo.get('/sandbox/triggers')).body).toMatchObject([
      { on: 'talk', bot_id },
    ]);
  });
});

test('what waits is kept over a restart, timers among it', async () => {
  const dataDir = mkdtempSync('/tmp/sandbox-bots-');
  const clock = () => new Date('2026-11-28T12:00:00Z');
  const before = await startBotWorld({ dataDir, clock });
  const id = await before.makeLead();
  await before.write(id, 'Hola');
  const bot = await before.importBot({
    '0': { question: [say('¿Sector?'), waits({ message: 1, timer: [1800, 2] })] },
    '1': { question: [finish] },
    '2': { question: [say('¿Sigue ahí?'), finish] },
  });
  await before.run(bot, id);
  await before.pass(600);
  await before.kommo.close();
  const after = await startBotWorld({ dataDir, clock });
  expect(await after.received(id)).toEqual(['¿Sector?']);
  await after.pass(1200);
  expect(await after.received(id)).toEqual(['¿Sector?', '¿Sigue ahí?']);
  await after.kommo.close();
  rmSync(dataDir, { recursive: true });
});
