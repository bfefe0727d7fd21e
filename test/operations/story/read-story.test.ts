import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { capture } from '../../../backend/src/journey/capture/capture.js';
import { readStory } from '../../../backend/src/operations/story/read-story.js';
import { cardSchema } from '../../../contract/card.js';
import { readCard } from '../../../backend/src/operations/card/read-card.js';
import { storySchema } from '../../../contract/story.js';
import { worded } from '../../../wording/say.js';
import { body, until } from '../../support/world.js';
import { goodTaxId, openWorkWorld } from '../work-world.js';
import type { WorkWorld } from '../work-world.js';

let work: WorkWorld;
let kommoLeadId = 0;
let odooCustomer = 0;
let requests = 0;

/** As Kommo's hook would have it. */
async function look(): Promise<void> {
  requests += 1;
  await work.services.enqueue('look-again', {
    ...{ kommoLeadId, action: 'update', requestId: `look-${requests}` },
  });
  await work.rest();
}
const change = (values: Readonly<Record<string, unknown>>) =>
  work.world.kommo(`/api/v4/leads/${kommoLeadId}`, { method: 'PATCH', body: values });

const pipelinesSchema = z.object({
  _embedded: z.object({
    pipelines: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        _embedded: z.object({ statuses: z.array(z.object({ id: z.number(), name: z.string() })) }),
      }),
    ),
  }),
});
async function stageIds(name: string) {
  const { _embedded } = pipelinesSchema.parse(await work.world.kommo('/api/v4/leads/pipelines'));
  const pipeline = _embedded.pipelines.find((one) => one.name === 'Servicios Contables');
  const status = pipeline?._embedded.statuses.find((one) => one.name === name);
  return { pipeline_id: pipeline?.id, status_id: status?.id };
}

beforeAll(async () => {
  work = await openWorkWorld();
  const { world, services } = work;
  await capture(services, 'direct', {
    body: body(1, { fbc: 'fb.1.1764230400000.click', campaign: '', consent: true }),
    ...{ bodyHash: 'x', idempotencyKey: null, requestId: 'capture' },
  });
  await world.relay.look();
  kommoLeadId = await until('the lead is in Kommo', async () => {
    const { rows } = await world.pool.query<{ id: number | null }>(
      'select kommo_lead_id as id from leads',
    );
    return rows[0]?.id ?? null;
  });
  await work.rest();
  await change({ ...(await stageIds('Calificado')), responsible_user_id: 1002 });
  await look();
  await services.store.feedback.add({
    ...{ kommoLeadId, model: 'pre', total: 80, version: null, expected: 'lower' },
    ...{ reason: 'Pidió solo información', userId: 1002, at: new Date().toISOString() },
  });
  const tax = [{ field_code: 'TAX_ID', values: [{ value: goodTaxId }] }];
  await change({ price: 25_000, custom_fields_values: tax });
  await change({ ...(await stageIds('Ganado')), status_id: 142 });
  await look();
  await until('the lead is in Odoo', async () => {
    const handOver = await services.store.handOvers.find(kommoLeadId);
    odooCustomer = handOver?.steps.find(({ step }) => step === 'customer')?.odooId ?? 0;
    return handOver?.state === 'done';
  });
}, 120_000);
afterAll(() => work.close());

const read = async (find: string, lead: string | null = null) =>
  storySchema.parse(worded<unknown>(await readStory(work.services, { find, lead }), 'es'));

test('a lead played from capture to Odoo shows each step, in order, with its cause (R8.4)', async () => {
  const { story } = await read('', `kommo:${kommoLeadId}`);
  const events = story?.events ?? [];
  const times = events.map(({ at }) => Date.parse(at));
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  const told = events.map(({ text }) => text);
  const expected = [
    'Hizo clic: facebook · contabilidad-pymes.',
    'Llegó el lead por Landing.',
    'Entró en «Lead Nuevo».',
    'Entró en «Calificado».',
    'Se ganó:',
    'Se pidió la entrega a Odoo, porque se ganó.',
    'Odoo: cliente',
    'Odoo: oportunidad',
    'Odoo: proyecto',
    // It has no number of its own there.
    'Odoo: historial.',
    'Odoo: enlace en Kommo.',
    'Entregado a Odoo.',
  ];
  const places = expected.map((start) => told.findIndex((text) => text.includes(start)));
  expect(expected.filter((_text, at) => places[at] === -1)).toEqual([]);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  const score = events.find(({ text }) => text.startsWith('Puntaje inicial'));
  expect(score?.cause).toBe('Llegó el lead.');
  // Kommo's times have no parts of a second, ours have: what happens within one may change places.
  const wrong = events.find(({ kind }) => kind === 'feedback');
  expect(wrong?.text).toContain('dijo que el puntaje 80 no es correcto.');
  expect(wrong?.cause).toBe('Pidió solo información');
  expect(told.some((text) => text.startsWith('Quedó a cargo de '))).toBe(true);
});

test('what the person agreed to and where it came from stand on the card and in the story (R8.1, R6.4)', async () => {
  const { answers } = cardSchema.parse(
    worded<unknown>(await readCard(work.services, kommoLeadId), 'es'),
  );
  expect(answers.filter(({ service }) => service === 'origin')).toMatchObject([
    { label: 'Primera campaña', shown: 'facebook · contabilidad-pymes', editable: false },
    { label: 'Última campaña', shown: 'facebook · contabilidad-pymes', editable: false },
    { label: 'Consentimiento', shown: expect.stringContaining('Autorizó que la firma use') },
  ]);
  const { story } = await read('', `kommo:${kommoLeadId}`);
  expect(story?.events.filter(({ kind }) => kind === 'consent').map(({ text }) => text)).toEqual([
    'Autorizó que la firma use sus datos y le escriba (formulario).',
  ]);
});

test.each([
  ['its name, without accents or case', () => 'PENA carmen'],
  ['the beginning of the firm’s name', () => 'ferret progr'],
  ['its phone as it is typed here', () => '809-555-0001'],
  ['its e-mail', () => 'CARMEN1@elprogreso1.example'],
  ['its id in Kommo', () => String(kommoLeadId)],
  ['an id in Odoo', () => String(odooCustomer)],
])('it is found by %s, and told at once where it is the only one (R8.4)', async (_name, typed) => {
  const { found, story } = await read(typed());
  expect(found.map(({ detail }) => detail)).toEqual([
    expect.stringContaining('Ferretería El Progreso 0001 SRL'),
  ]);
  expect(story?.kommoLeadId).toBe(kommoLeadId);
});

test('it is found by its RNC, however that is written (R8.4)', async () => {
  await work.world.pool.query(
    `update leads set profile = profile || '{"taxId":"1-31-24679-6"}'::jsonb`,
  );
  for (const typed of ['131246796', '1-31-24679-6', '131 24679 6']) {
    expect((await read(typed)).found).toHaveLength(1);
  }
});

test.each(["'; drop table leads; --", 'x:* & !y', '%', '\\', '\u0000', '9'.repeat(90), 'nadie@x'])(
  '%p finds nothing and harms nothing',
  async (typed) => {
    expect(await read(typed)).toEqual({ found: [], story: null });
  },
);

test.each(['kommo:x', 'kommo:999999', "' or 1=1", '..'])('no lead is %p', async (lead) => {
  expect((await read('', lead)).story).toBeNull();
});

test('many of one name are as many as can be shown (R8.4)', async () => {
  await work.world.pool.query(
    `insert into leads (id, profile, captured_at)
     select 'copy-' || number, jsonb_set(profile, '{person,fullName}', '"Ana Lugo"'), captured_at
     from leads, generate_series(1, 300) as number where kommo_lead_id = $1`,
    [kommoLeadId],
  );
  const { found, story } = await read('lugo');
  expect(found).toHaveLength(20);
  expect(story).toBeNull();
});

test('each way to be found uses its index', async () => {
  await work.world.pool.query('set enable_seqscan = off');
  const { rows } = await work.world.pool.query<Record<string, string>>(
    `explain select id from leads where profile #>> '{person,email}' = 'x' limit 1`,
  );
  expect(JSON.stringify(rows)).toContain('leads_email');
});
