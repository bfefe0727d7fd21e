import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startBotWorld } from './bot-world.js';
import type { BotWorld } from './bot-world.js';
import { action, botFile, buttons, finish, match, say, setField, to, waits } from './bot-file.js';
import type { Step, Steps } from './bot-file.js';

let world: BotWorld;

beforeAll(async () => {
  world = await startBotWorld();
});

afterAll(async () => {
  await world.kommo.close();
});

const importing = async (source: string) => {
  const answer = await world.kommo.post('/sandbox/bots', source);
  return { status: answer.status, errors: String(answer.at('errors')) };
};

const one = (...question: Step['question']): Steps => ({ '0': { question } });

test.each<[string, Steps, string]>([
  ['a handler that nobody has seen', one({ handler: 'ask', params: {} }), '«ask» es desconocido'],
  ['a parameter too many', one(say('Hola', { delay: 3 })), 'parámetro desconocido «delay»'],
  [
    'an action that nobody has seen',
    one(action('add_tag', { value: 'x' })),
    '«add_tag» es desconocido',
  ],
  [
    'a placeholder that is never filled',
    one(say('Hola {{contact.phone}}'), finish),
    'marcador desconocido «{{contact.phone}}»',
  ],
  ['a field that the account lacks', one(setField('lead.cf.123', 'x'), finish), 'el campo'],
  ['a stage that the account lacks', one(action('change_status', { value: 5 })), 'la etapa 5'],
  ['a template that the account lacks', one(say('', { template_id: 9 })), 'la plantilla 9'],
  ['a way that leads nowhere', one(to(8)), 'paso 8, que no existe'],
  ['a way to an answer that is none', one(to(0, 'answer')), 'no la tiene'],
  ['a label of 21 characters', one(say('¿?', buttons('x'.repeat(21)))), 'pasa de 20'],
  ['fourteen buttons', one(say('¿?', buttons(...Array.from('abcdefghijklmn')))), 'más de 13'],
  ['1,025 characters with buttons', one(say('x'.repeat(1025), buttons('A'))), 'pasa de 1024'],
  ['a message without a channel', one(say('Hola', { send_to_all_chat_sources: false })), 'canal'],
  ['another channel', one(say('Hola', { chat_sources: [{ id: 5 }] })), 'WhatsApp es 60001'],
  ['a message without words', one(say('')), 'sin texto ni plantilla'],
  ['an exit outside a widget', one({ handler: 'exits', params: { value: 'x' } }), 'exits'],
  ['a step for the finish', { '0': { question: [finish] }, '77': { question: [] } }, 'el final 77'],
  ['no first step', { '3': { question: [finish] } }, 'empieza en el paso 0'],
  [
    'an answer that no button shows',
    {
      '0': { question: [say('¿?', buttons('Sí'))], answer: [match([{ value: 'No', step: 0 }], 0)] },
    },
    'no es ningún botón',
  ],
  ['a timer of a year and more', one(waits({ timer: [8760 * 3600 + 3661, 0] })), 'más de'],
])('an import with %s is refused, and says so', async (_name, steps, said) => {
  const { status, errors } = await importing(botFile(steps));
  expect([status, errors]).toEqual([422, expect.stringContaining(said)]);
});

test('the file itself must be the designer’s', async () => {
  expect((await importing('{')).errors).toContain('no es JSON');
  const file = JSON.parse(botFile(one(finish))) as { model: object };
  const other = (model: object) => JSON.stringify({ ...file, model: { ...file.model, ...model } });
  expect((await importing(other({ owner: 1 }))).errors).toContain('parámetro desconocido «owner»');
  expect((await importing(other({ text: 'x' }))).errors).toContain('no es un objeto JSON');
});

test('64 KB are taken, one byte more is refused', async () => {
  const sized = (bytes: number) => {
    const frame = JSON.stringify({ '0': { question: [say('')] } }).length;
    return JSON.stringify({ '0': { question: [say('x'.repeat(bytes - frame))] } });
  };
  expect((await importing(sized(64 * 1024))).status).toBe(201);
  expect((await importing(sized(64 * 1024 + 1))).errors).toContain('64 KB');
});

test('the canvas is optional, and must tell the same as the code', async () => {
  const file = JSON.parse(botFile(one(finish))) as { model: object };
  const block = { id: 5, step: 0, type: 'question', goto: null };
  const start = { id: 0, type: 'start', step: -1, goto: { block: 5 } };
  const drawn = (positions: readonly object[]) =>
    importing(
      JSON.stringify({ ...file, model: { ...file.model, positions: JSON.stringify(positions) } }),
    );
  expect((await drawn([start, block])).status).toBe(201);
  expect((await drawn([start, block, { ...block, id: 6, step: 1 }])).errors).toContain(
    'El paso 1 del lienzo',
  );
  expect((await drawn([start])).errors).toContain('no está en el lienzo');
});

test('pasted code is taken over a bot of the account; the API shows bots under items and makes none', async () => {
  const pasted = await world.kommo.post('/sandbox/bots/501', JSON.stringify(one(finish)));
  expect([pasted.status, pasted.at('name')]).toEqual([201, 'Calificación']);
  const list = await world.kommo.get('/api/v4/bots');
  expect(list.at('_embedded.items.0')).toMatchObject({
    ...{ id: 501, name: 'Calificación', type_functionality: 'regular', is_visual_editor: true },
    settings: { active: true },
  });
  await world.turn('bots-under-bots');
  expect((await world.kommo.get('/api/v4/bots')).id('_embedded.bots.0.id')).toBe(501);
  expect((await world.kommo.post('/api/v4/bots', [])).status).toBe(405);
});
