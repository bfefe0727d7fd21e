import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startBotWorld } from './bot-world.js';
import type { BotWorld } from './bot-world.js';
import { action, buttons, finish, match, say, setField, to, waits, when } from './bot-file.js';
import type { Steps } from './bot-file.js';

let world: BotWorld;
let leadId: number;
let fields: { text: number; select: number; yes: number; number: number; many: number };

beforeEach(async () => {
  world = await startBotWorld();
  const made = await world.kommo.post('/api/v4/leads/custom_fields', [
    { name: 'Sector', type: 'text' },
    {
      name: 'Inventario',
      type: 'select',
      enums: [
        { value: 'Sí', sort: 1 },
        { value: 'No', sort: 2 },
      ],
    },
    { name: 'Empleados', type: 'numeric' },
    {
      name: 'Servicios',
      type: 'multiselect',
      enums: [
        { value: 'A', sort: 1 },
        { value: 'B', sort: 2 },
      ],
    },
  ]);
  fields = {
    text: made.id('_embedded.custom_fields.0.id'),
    select: made.id('_embedded.custom_fields.1.id'),
    yes: made.id('_embedded.custom_fields.1.enums.0.id'),
    number: made.id('_embedded.custom_fields.2.id'),
    many: made.id('_embedded.custom_fields.3.id'),
  };
  leadId = await world.makeLead();
  await world.write(leadId, 'Buenas');
});

afterEach(async () => {
  await world.kommo.close();
});

/** A question with two buttons; everything else goes to step 9. */
const asking = (more: Steps = {}): Steps => ({
  '0': {
    question: [say('¿Maneja inventario?', buttons('Sí', 'No'))],
    answer: [
      match(
        [
          { value: 'Sí', step: 1, synonyms: ['1', 'si'] },
          { value: 'No', step: 2 },
        ],
        9,
      ),
    ],
  },
  '1': { question: [say('Anotado: sí'), finish] },
  '2': { question: [say('Anotado: no'), finish] },
  '9': { question: [say('No entendí «{{message_text}}»'), finish] },
  ...more,
});

async function start(steps: Steps): Promise<void> {
  await world.run(await world.importBot(steps), leadId);
}

test.each([
  ['a tapped title', 'Sí', 'Anotado: sí'],
  ['spaces around it', '  Sí ', 'Anotado: sí'],
  ['a synonym', '1', 'Anotado: sí'],
  ['another case', 'SÍ', 'No entendí «SÍ»'],
  ['a sentence', 'Sí, en tres almacenes', 'No entendí «Sí, en tres almacenes»'],
])('%s is answered as the exact word that it is (R4.2)', async (_name, text, then) => {
  await start(asking());
  await world.write(leadId, text);
  expect(await world.received(leadId)).toEqual(['¿Maneja inventario? [Sí|No]', then]);
  expect(await world.lastRun()).toMatchObject({ state: 'ended', reason: 'Llegó al final' });
});

test('with the switch a typed answer fits whatever its case', async () => {
  await world.turn('button-answers-ignore-case');
  await start(asking());
  await world.write(leadId, 'SÍ');
  expect((await world.received(leadId)).at(-1)).toBe('Anotado: sí');
});

test('without an else, an answer that fits nothing leaves the bot waiting', async () => {
  await start(
    asking({
      '0': { question: [say('¿?', buttons('Sí'))], answer: [match([{ value: 'Sí', step: 1 }])] },
    }),
  );
  await world.write(leadId, 'quizás');
  expect(await world.received(leadId)).toHaveLength(1);
  expect(await world.lastRun()).toMatchObject({ state: 'waiting', waitsFor: 'message' });
  await world.write(leadId, 'Sí');
  expect((await world.received(leadId)).at(-1)).toBe('Anotado: sí');
});

test('a voice note has no text and goes to the else', async () => {
  await start(asking());
  await world.kommo.post(`/sandbox/phone/${leadId}`, { attachment: 'voice' });
  expect((await world.received(leadId)).at(-1)).toBe('No entendí «»');
});

test('a message without buttons does not wait: the bot ends there', async () => {
  await start({
    '0': { question: [say('¿Su sector?')], answer: [to(1)] },
    '1': { question: [finish] },
  });
  expect(await world.lastRun()).toMatchObject({
    state: 'ended',
    reason: expect.stringContaining('paso 0'),
  });
});

test('thirty minutes without an answer lead to the timer’s step, by the sandbox’s clock (R4.1)', async () => {
  await start({
    '0': { question: [say('¿Su sector?'), waits({ message: 1, timer: [1800, 2] })] },
    '1': { question: [setField(`lead.cf.${fields.text}`, '{{message_text}}'), finish] },
    '2': { question: [action('set_tag', { type: 2, value: ['sin respuesta'] }), finish] },
  });
  await world.pass(1799);
  expect(await world.lastRun()).toMatchObject({ state: 'waiting' });
  await world.pass(1);
  expect(await world.lastRun()).toMatchObject({ state: 'ended' });
  expect((await world.lead(leadId)).at('_embedded.tags.0.name')).toBe('sin respuesta');
});

test('an answer in time silences the timer', async () => {
  await start({
    '0': { question: [say('¿Su sector?'), waits({ message: 1, timer: [1800, 2] })] },
    '1': { question: [say('Gracias'), waits({ message: 3 })] },
    '2': { question: [say('¿Sigue ahí?'), finish] },
    '3': { question: [finish] },
  });
  await world.write(leadId, 'Comercio');
  await world.pass(3600);
  expect(await world.received(leadId)).toEqual(['¿Su sector?', 'Gracias']);
});

describe('buttons with a time limit', () => {
  const steps = (): Steps =>
    asking({
      '0': {
        ...asking()['0'],
        question: [say('¿Inventario?', buttons('Sí', 'No'))],
        no_answer: to(5),
      },
      '5': { question: [waits({ message: 9, timer: [900, 6] })] },
      '6': { question: [say('¿Sigue ahí?'), finish] },
    });

  test('an answer goes to the buttons while the other step waits', async () => {
    await start(steps());
    await world.pass(899);
    await world.write(leadId, 'No');
    await world.pass(3600);
    expect(await world.received(leadId)).toEqual(['¿Inventario? [Sí|No]', 'Anotado: no']);
  });

  test('silence goes to the timer', async () => {
    await start(steps());
    await world.pass(900);
    expect(await world.received(leadId)).toEqual(['¿Inventario? [Sí|No]', '¿Sigue ahí?']);
  });

  test('with the switch the reply goes to the step that waits', async () => {
    await world.turn('reply-goes-to-the-timer');
    await start(steps());
    await world.write(leadId, 'No');
    expect((await world.received(leadId)).at(-1)).toBe('No entendí «No»');
  });
});

test('answers are written to the lead as a robot writes: author 0, and a hook for each (R3.2)', async () => {
  await world.kommo.post('/api/v4/webhooks', {
    destination: 'http://127.0.0.1:9/hook',
    settings: ['update_lead', 'status_lead', 'note_lead'],
  });
  await start({
    '0': {
      question: [
        setField(`lead.cf.${fields.text}`, 'Comercio {{contact.first_name}}'),
        setField(`lead.cf.${fields.select}`, `{{lead.cf.${fields.select}.${fields.yes}}}`),
        setField(`lead.cf.${fields.number}`, '12'),
        setField('lead.price', '45000'),
        action('set_tag', { type: 2, value: ['caliente'] }),
        action('change_status', { value: 67548611, pipeline_id: 8572511 }),
        action('add_note', { text: 'De {{lead.name}}', note_type: 4, element_type: 2 }),
        finish,
      ],
    },
  });
  const sent = (await world.kommo.get('/sandbox/deliveries')).body as readonly { title: string }[];
  // Four fields, a tag and the stage are six updates; the stage is told by itself too.
  expect(sent.map(({ title }) => title).sort()).toEqual([
    'leads[note]',
    'leads[status]',
    ...Array.from({ length: 6 }, () => 'leads[update]'),
  ]);
  const lead = await world.lead(leadId);
  expect(lead.at('custom_fields_values')).toMatchObject([
    { field_id: fields.text, values: [{ value: 'Comercio Milagros' }] },
    { field_id: fields.select, values: [{ value: 'Sí', enum_id: fields.yes }] },
    { field_id: fields.number, values: [{ value: '12' }] },
  ]);
  expect([lead.at('price'), lead.at('status_id'), lead.at('updated_by')]).toEqual([
    45000, 67548611, 0,
  ]);
  const notes = await world.kommo.get(`/api/v4/leads/${leadId}/notes`);
  expect(notes.at('_embedded.notes.0.params.text')).toBe('De Ferretería El Clavo');
});

test.each([
  ['an option by its text', 'select', 'Sí', null],
  ['a number in words', 'number', 'doce', null],
  ['an empty reply', 'text', '', null],
  ['text up to its first emoji', 'text', 'Comercio 👍 sí', 'Comercio '],
  ['256 characters of more', 'text', 'x'.repeat(300), 'x'.repeat(256)],
] as const)('what Kommo does not take as it is: %s', async (_name, field, said, kept) => {
  await start({
    '0': { question: [say('¿?'), waits({ message: 1 })] },
    '1': { question: [setField(`lead.cf.${fields[field]}`, '{{message_text}}'), finish] },
  });
  await (said === ''
    ? world.kommo.post(`/sandbox/phone/${leadId}`, { attachment: 'voice' })
    : world.write(leadId, said));
  const values = (await world.lead(leadId)).at('custom_fields_values.0.values.0.value');
  expect(values ?? null).toBe(kept);
});

test('with the switch an option is found by its text; a second of several is added', async () => {
  await world.turn('bot-writes-options-by-text');
  await start({
    '0': {
      question: [
        setField(`lead.cf.${fields.select}`, 'No'),
        setField(`lead.cf.${fields.many}`, 'A'),
        setField(`lead.cf.${fields.many}`, 'B', { option: 'add' }),
        finish,
      ],
    },
  });
  const lead = await world.lead(leadId);
  expect(lead.at('custom_fields_values.0.values')).toMatchObject([{ value: 'No' }]);
  expect(lead.at('custom_fields_values.1.values')).toMatchObject([{ value: 'A' }, { value: 'B' }]);
});

test('conditions run in order, what follows them is the else, and an unfilled name stays literal', async () => {
  const steps: Steps = {
    '0': {
      question: [
        when([[`{{lead.cf.${fields.text}}}`, '=', '']], [say('vacío'), finish]),
        when(
          [['{{contact.name}}', 'contains', 'Milagros']],
          [say(`{{lead.cf.${fields.text}}}`), finish],
        ),
        say('nadie'),
        finish,
      ],
    },
  };
  await start(steps);
  expect((await world.received(leadId)).at(-1)).toBe(`{{lead.cf.${fields.text}}}`);
  await world.turn('unfilled-terms-are-empty');
  await start(steps);
  expect((await world.received(leadId)).at(-1)).toBe('vacío');
});

test('a number in a sentence is found by a validation', async () => {
  await start({
    '0': { question: [say('¿Cuántas?'), waits({ message: 1 })] },
    '1': {
      question: [
        {
          handler: 'validations',
          params: {
            logic: 'and',
            conditions: [
              {
                ...{ client_value: '{{message_text}}', type: 'range_numbers' },
                ...{ condition_operation: 'contains', condition_value: { from: 100, to: 500 } },
              },
            ],
            result: [setField(`lead.cf.${fields.number}`, '{{last_validation_result}}'), finish],
          },
        },
        say('fuera'),
        finish,
      ],
    },
  });
  await world.write(leadId, 'como unas 300 al mes');
  expect((await world.lead(leadId)).at('custom_fields_values.0.values.0.value')).toBe('300');
});

test('a task as the pipeline makes it', async () => {
  await start({
    '0': {
      question: [
        {
          handler: 'trigger',
          params: {
            element_type: 'lead',
            trigger: {
              ...{ action: 'create_task', handler_code: 'amocrm', delay: 0, date_exec: 0 },
              ...{ segments: [''], execution_condition: { id: 45, name: 'execute_trigger' } },
              settings: {
                ...{
                  task_text: 'Llamar a {{contact.name}}',
                  task_type: '1',
                  task_type_name: 'Llamada',
                },
                ...{ responsible_user: '1003', 'deadline-days': '', 'deadline-hours': '' },
                ...{ 'deadline-minutes': '', 'within-deadline': '0' },
              },
            },
          },
        },
        finish,
      ],
    },
  });
  const tasks = await world.kommo.get(
    `/api/v4/tasks?filter[entity_id]=${leadId}&filter[entity_type]=leads`,
  );
  expect(tasks.at('_embedded.tasks.0')).toMatchObject({
    ...{ text: 'Llamar a Milagros Tavárez', responsible_user_id: 1003, task_type_id: 1 },
  });
});

test('four buttons come as three and one', async () => {
  await start({
    '0': {
      question: [say('¿?', buttons('A', 'B', 'C', 'D'))],
      answer: [match([{ value: 'D', step: 1 }], 1)],
    },
    '1': { question: [finish] },
  });
  expect(await world.received(leadId)).toEqual(['¿? [A|B|C]', '¿? [D]']);
});

test('a bot that goes round without a pause hangs and says so', async () => {
  await start({ '0': { question: [to(1)] }, '1': { question: [to(0)] } });
  expect(await world.lastRun()).toMatchObject({
    state: 'hung',
    reason: 'El bot da vueltas sin pausa',
  });
});
