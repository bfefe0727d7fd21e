import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApp } from '../../backend/src/app.js';
import { enqueueQuizzes } from '../../backend/src/operations/drafts/enqueue-quizzes.js';
import { acceptedSchema } from '../../contract/capture.js';
import { adminPaths } from '../../contract/paths.js';
import { sourcesSchema } from '../../contract/source.js';
import type { SourcesPage } from '../../contract/source.js';
import { drive } from '../support/drain.js';
import type { Driven } from '../support/drain.js';
import { callAs } from '../support/call-as.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { body, openWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { verifyAdmin } from '../support/verify-admin.js';

let world: World;
let driven: Driven;
let served: Served;
let moved = 0;
beforeAll(async () => {
  const start = Date.now();
  world = await openWorld({
    clock: () => new Date(start + moved),
    sandboxClock: () => new Date(start),
  });
  driven = drive(world);
  served = await serve(createApp(driven.services, verifyAdmin, world.metrics));
}, 60_000);
afterAll(async () => {
  await served.close();
  await world.close();
});

const call = callAs(() => served);
async function pageOf(path: string, body?: unknown): Promise<SourcesPage> {
  const { status, answer } = await call(path, body);
  expect(status).toBe(200);
  return sourcesSchema.parse(answer);
}
const quiz = {
  ...{ code: 'L1', B02naZ: 'Ana Peña', empresa: 'Ferretería Peña SRL', servico: 'Nómina' },
  ...{ email: 'ana@ferreteria.example', telefone: '809-555-0142', etapa_3: 'de 21 a 50' },
};
const meanings = [
  { name: 'B02naZ', key: 'full_name' },
  { name: 'etapa_3', key: 'company_size' },
];

test('nobody but an administrator sees or changes what names mean (R1.3)', async () => {
  for (const [path, body] of [
    [adminPaths.sources, undefined],
    [adminPaths.sources, { source: 'inlead', names: meanings, values: [], sample: '' }],
    [adminPaths.trySource, { source: 'inlead', sample: '{}' }],
  ] as const) {
    expect((await call(path, body, 'executive')).status).toBe(403);
  }
});

test('a quiz waits unread until its names are mapped; then it is a lead with its answers, and the act is on record (R1.3)', async () => {
  const sent = await fetch(`${served.url}/webhooks/leads/inlead/sandbox-capture`, {
    method: 'POST',
    body: JSON.stringify(quiz),
  });
  expect(sent.status).toBe(202);
  moved += 60_000;
  await enqueueQuizzes(driven.services);
  await driven.drain();

  const [before] = (await pageOf(adminPaths.sources)).sources;
  expect(before?.seen.map(({ name }) => name).sort()).toEqual(['B02naZ', 'etapa_3']);

  const sample = JSON.stringify(quiz);
  const [tried] = (await pageOf(adminPaths.trySource, { source: 'inlead', sample })).sources;
  expect(tried?.tried?.missing).toEqual(['Nombre completo']);
  expect(tried?.tried?.fields).toContainEqual(
    expect.objectContaining({ name: 'telefone', key: 'phone_number', problem: null }),
  );

  const named = { source: 'inlead', names: meanings, values: [], sample };
  const [mapped] = (await pageOf(adminPaths.sources, named)).sources;
  expect(mapped?.tried?.missing).toEqual([]);
  const size = mapped?.tried?.fields.find(({ name }) => name === 'etapa_3');
  expect(size).toMatchObject({ key: 'company_size', problem: expect.any(String) });
  expect(size?.options.map(({ key }) => key)).toContain('21-50');

  const said = { key: 'company_size', said: 'de 21 a 50', option: '21-50' };
  const [saved] = (await pageOf(adminPaths.sources, { ...named, values: [said] })).sources;
  expect(saved?.tried?.fields.every(({ problem }) => problem === null)).toBe(true);
  expect(saved?.seen).toEqual([]);

  moved += 60_000;
  await enqueueQuizzes(driven.services);
  await driven.drain();
  expect(driven.takeFailures()).toEqual([]);
  const { rows } = await world.pool.query<{ profile: unknown }>('select profile from captures');
  expect(rows).toMatchObject([
    {
      profile: { person: { fullName: 'Ana Peña' }, answers: { company_size: { value: '21-50' } } },
    },
  ]);
  const acts = await world.pool.query<{ action: string }>(
    `select action from audit_log where done_by = 'user:1001' order by id`,
  );
  expect(acts.rows.map(({ action }) => action)).toContain('POST admin/sources');
});

test.each([
  ['no field', 'hola'],
  ['broken', '{"a":'],
  ['a list of nothing', '[]'],
])('a sample that is %s says so and fails nothing (R1.3)', async (_case, sample) => {
  const [, meta] = (await pageOf(adminPaths.trySource, { source: 'meta', sample })).sources;
  expect(meta?.tried?.fields).toEqual([]);
});

test('an ad’s lead as Meta shows it, and a form’s body as it goes over the line, are samples too (R5.3)', async () => {
  const asMeta = JSON.stringify({
    field_data: [
      { name: 'full_name', values: ['Ana Peña'] },
      { name: 'phone_number', values: ['+18095550142'] },
    ],
  });
  const [, meta] = (await pageOf(adminPaths.trySource, { source: 'meta', sample: asMeta })).sources;
  expect(meta?.tried?.fields.map(({ key }) => key)).toEqual(['full_name', 'phone_number']);
  const line = 'nome=Ana+Pe%C3%B1a&telefone=8095550142';
  const [inlead] = (await pageOf(adminPaths.trySource, { source: 'inlead', sample: line })).sources;
  expect(inlead?.tried?.fields.map(({ key, said }) => [key, said])).toEqual([
    ['full_name', 'Ana Peña'],
    ['phone_number', '8095550142'],
  ]);
});

test('a meaning that does not exist is refused, a taken back one is none, and what is ignored is listed no more (R1.3)', async () => {
  const strange = {
    source: 'meta',
    names: [{ name: 'x', key: 'nonsense' }],
    values: [],
    sample: '',
  };
  expect((await call(adminPaths.sources, strange)).status).toBe(422);
  const say = async (key: string) => {
    const body = { source: 'meta', names: [{ name: 'x', key }], values: [], sample: '' };
    const [, meta] = (await pageOf(adminPaths.sources, body)).sources;
    return meta?.names;
  };
  expect(await say('email')).toEqual([{ name: 'x', key: 'email' }]);
  expect(await say('ignore')).toEqual([{ name: 'x', key: 'ignore' }]);
  expect(await say('')).toEqual([]);
});

test('each source is offered what its own names may mean: InLead’s number to InLead, Meta’s service to Meta (R1.3)', async () => {
  const { sources } = await pageOf(adminPaths.sources);
  const own = ['inlead_score', 'service_interest'];
  expect(
    sources.map(({ source, keys }) => [
      source,
      own.filter((key) => keys.some((one) => one.key === key)),
    ]),
  ).toEqual([
    ['inlead', ['inlead_score']],
    ['meta', ['service_interest']],
    ['direct', []],
  ]);
});

test('where the form is left is shown question by question (R2.4)', async () => {
  await driven.services.store.landing.count('2099-01-01', [
    ...['opened', 'sent:need', 'answered:company_size', 'left:need:company_size'],
  ]);
  const { form } = await pageOf(adminPaths.sources);
  expect(form.opened).toBe(1);
  expect(form.questions).toEqual([{ label: expect.any(String), answered: 1, left: 1 }]);
});

test.each([
  ['meta', 71, { form_id: '77', campaign_name: 'Pymes' }],
  ['direct', 72, {}],
  ['inlead', 73, {}],
] as const)(
  'a JSON lead of %s keeps the fields that nobody reads; mapped, the next one is read, names and answers (R1.3, R3.3)',
  async (source, index, own) => {
    const strange = { tamano_equipo: 'unos treinta', color_favorito: 'azul', ...own };
    const deliver = async (at: number) => {
      const sent = await fetch(`${served.url}/webhooks/leads/${source}`, {
        method: 'POST',
        headers: { authorization: 'Bearer sandbox-capture', 'content-type': 'application/json' },
        body: JSON.stringify(body(at, { company_size: undefined, ...strange })),
      });
      expect(sent.status).toBe(202);
      const answer = acceptedSchema.parse(await sent.json());
      await driven.services.enqueue('score', { id: answer.captureId });
      await driven.drain();
      const [stored] = await world.services.store.captures.findByIds([answer.captureId]);
      return { ignored: answer.ignored.map(({ field }) => field), profile: stored?.profile };
    };
    const seen = (page: SourcesPage) =>
      page.sources.find((one) => one.source === source)?.seen.map(({ name }) => name);

    const before = await deliver(index);
    expect([...before.ignored].sort()).toEqual(['color_favorito', 'tamano_equipo']);
    expect(before.profile?.unmapped).toEqual({
      tamano_equipo: 'unos treinta',
      color_favorito: 'azul',
    });
    expect(seen(await pageOf(adminPaths.sources))?.sort()).toEqual([
      'color_favorito',
      'tamano_equipo',
    ]);

    const saved = await pageOf(adminPaths.sources, {
      source,
      names: [
        { name: 'tamano_equipo', key: 'company_size' },
        { name: 'color_favorito', key: 'ignore' },
      ],
      values: [{ key: 'company_size', said: 'unos treinta', option: '21-50' }],
      sample: '',
    });
    expect(seen(saved)).toEqual([]);
    const after = await deliver(index + 10);
    expect(after.ignored).toEqual([]);
    expect(after.profile?.answers).toMatchObject({ company_size: { value: '21-50' } });
    expect(after.profile?.unmapped).toBeUndefined();
  },
);
