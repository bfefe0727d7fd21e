import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createApp } from '../../../backend/src/app.js';
import { sourceMapKey } from '../../../backend/src/journey/reading/read-source-map.js';
import { enqueueQuizzes } from '../../../backend/src/operations/drafts/enqueue-quizzes.js';
import type { LeadProfile } from '../../../domain/lead/lead.js';
import { drive } from '../../support/drain.js';
import type { Driven } from '../../support/drain.js';
import { serve } from '../../support/serve.js';
import type { Served } from '../../support/serve.js';
import { openWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
let driven: Driven;
let served: Served;
let moved = 0;
const start = Date.parse('2026-11-28T12:00:00Z');
beforeAll(async () => {
  world = await openWorld({
    clock: () => new Date(start + moved),
    sandboxClock: () => new Date(start),
    env: { CAPTURE_TOKEN_INLEAD: 'only-for-the-quiz', CAPTURE_TOKEN_DIRECT: 'only-for-the-form' },
  });
  driven = drive(world);
  served = await serve(createApp(driven.services, world.verify, world.metrics));
}, 60_000);
afterAll(async () => {
  await served.close();
  await world.close();
});
beforeEach(async () => {
  await world.pool.query('delete from captures; delete from capture_drafts; delete from leads');
});

const address = '/webhooks/leads/inlead/only-for-the-quiz';
async function post(body: BodyInit, type?: string, path = address): Promise<number> {
  const headers: Readonly<Record<string, string>> =
    type === undefined ? {} : { 'content-type': type };
  const response = await fetch(served.url + path, { method: 'POST', body, headers });
  await response.arrayBuffer();
  return response.status;
}
const json = (body: unknown, type = 'application/json') => post(JSON.stringify(body), type);

/** The visitor has stopped, and what follows is done. */
async function settle(): Promise<readonly LeadProfile[]> {
  moved += 60_000;
  await enqueueQuizzes(driven.services);
  await driven.drain();
  expect(driven.takeFailures()).toEqual([]);
  const { rows } = await world.pool.query<{ profile: LeadProfile }>(
    'select profile from captures order by received_at, id',
  );
  return rows.map(({ profile }) => profile);
}

const contact = {
  ...{ nome: 'Ana Peña', empresa: 'Ferretería Peña SRL', email: 'ana@ferreteria.example' },
  ...{ telefone: '809-555-0142', servico: 'Nómina' },
};
const all = { code: 'L1', score: '73', ...contact, 'tracking.utm_source': 'instagram' };

function multipart(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('foto', new Blob([new Uint8Array([0, 1, 2])]), 'foto.png');
  return form;
}

describe('a quiz is read however it is sent (R1.3)', () => {
  test.each<[string, () => Promise<number>]>([
    ['urlencoded', () => post(new URLSearchParams(all))],
    ['multipart, with a file beside it', () => post(multipart(all))],
    ['JSON', () => json(all)],
    ['JSON sent as text, so that a browser asks nobody first', () => json(all, 'text/plain')],
    ['JSON without a type', () => post(new Blob([JSON.stringify(all)]))],
    ['wrapped by n8n', () => json({ headers: { host: 'x' }, query: {}, body: all })],
    ['wrapped by n8n in a list', () => json([{ headers: {}, body: all }])],
    [
      'nested',
      () =>
        json({
          ...{ code: 'L1', score: 73, responses: contact },
          tracking: { utm_source: 'instagram', screen: '390x844' },
        }),
    ],
    [
      'in brackets',
      () =>
        post(
          new URLSearchParams([
            ...[
              ['code', 'L1'],
              ['score', '73'],
              ['tracking[utm_source]', 'instagram'],
            ],
            ...Object.entries(contact).map(([name, value]) => [`responses[${name}]`, value]),
          ]),
        ),
    ],
  ])('%s', async (_name, send) => {
    expect(await send()).toBe(202);
    expect(await settle()).toMatchObject([
      {
        ...{ source: 'inlead', inleadScore: 73, services: ['payroll'] },
        person: { fullName: 'Ana Peña', phone: '+18095550142', email: 'ana@ferreteria.example' },
        attribution: { utm_source: 'instagram' },
      },
    ]);
  });

  test('its score is the first of the lead, held between 0 and 100', async () => {
    await json({ ...all, score: '140' });
    await settle();
    const [lead] = (await world.pool.query<{ id: string }>('select id from leads')).rows;
    if (lead === undefined) {
      const captures = await world.pool.query<{ id: string }>('select id from captures');
      await driven.services.enqueue('score', ...captures.rows);
      await driven.drain();
    }
    const { rows } = await world.pool.query<{ id: string; kommo_lead_id: number }>(
      'select id, kommo_lead_id from leads',
    );
    const scores = await driven.services.store.scores.latest([rows[0]?.id ?? ''], 'inlead');
    expect([...scores.values()].map(({ score }) => score.total)).toEqual([100]);
  });
});

describe('posts of one code are one visitor (R1.3)', () => {
  test('step by step, repeated, with a contact at last: one lead with every answer', async () => {
    await json({ code: 'L1', company_size: '21-50', botao_1: 'clicked' });
    expect(await settle()).toEqual([]);
    await json({ code: 'L1', nome: 'Ana Peña', telefone: '809-555-0142' });
    expect(await settle()).toEqual([]);
    for (let times = 0; times < 3; times += 1) await json({ code: 'L1', ...contact });
    expect(await settle()).toMatchObject([
      {
        person: { fullName: 'Ana Peña' },
        answers: { company_size: { value: '21-50', origin: 'inlead' } },
        unmapped: { botao_1: 'clicked' },
      },
    ]);
  });

  test('while the visitor goes on nothing is captured, and later answers replace earlier ones', async () => {
    await json({ ...all, company_size: '1-5' });
    moved += 30_000;
    await enqueueQuizzes(driven.services);
    await driven.drain();
    expect((await world.pool.query('select 1 from captures')).rows).toEqual([]);
    await json({ code: 'L1', company_size: '51-100' });
    expect(await settle()).toMatchObject([{ answers: { company_size: { value: '51-100' } } }]);
  });

  test('posts at the same moment lose nothing, and a code that is a lead already makes no second one', async () => {
    await Promise.all(
      Object.entries(all).map(([name, value]) => json({ code: 'L1', [name]: value })),
    );
    expect(await settle()).toHaveLength(1);
    await json(all);
    expect(await settle()).toHaveLength(1);
    const kept = await world.pool.query('select fields from capture_drafts');
    expect(kept.rows).toEqual([{ fields: {} }]);
  });

  test('posts without a code stand for themselves', async () => {
    const anonymous = { ...contact, score: '73' };
    await json(anonymous);
    await json(anonymous);
    await json({ ...anonymous, nome: 'Luis Mota', email: 'luis@mota.example' });
    expect(await settle()).toHaveLength(2);
  });

  test('who never says who it is, is forgotten after 30 days', async () => {
    await json({ code: 'L9', botao: 'clicked' });
    await settle();
    moved += 31 * 24 * 60 * 60_000;
    await settle();
    expect((await world.pool.query('select 1 from capture_drafts')).rows).toEqual([]);
  });
});

test('names that mean nothing to us are mapped by data (R1.3)', async () => {
  await driven.services.store.settings.set(sourceMapKey('inlead'), {
    names: { full_name: ['B02naZ'], company_size: ['etapa_03_x'] },
    values: { company_size: { 'de 21 a 50 pessoas': '21-50' } },
    ignore: ['botao*'],
  });
  const { nome, ...rest } = contact;
  await json({
    code: 'L1',
    B02naZ: nome,
    etapa_03_x: 'De 21 a 50 pessoas',
    botao_2: 'clicked',
    ...rest,
  });
  const [profile] = await settle();
  expect(profile).toMatchObject({
    person: { fullName: 'Ana Peña' },
    answers: { company_size: { value: '21-50' } },
  });
  expect(profile?.unmapped).toBeUndefined();
});

describe('who may post (R8.2)', () => {
  test('the browser of any visitor, with the token in the address', async () => {
    const asked = await fetch(served.url + address, {
      method: 'OPTIONS',
      headers: { origin: 'https://quiz.example', 'access-control-request-method': 'POST' },
    });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test.each([
    ['a wrong token', '/webhooks/leads/inlead/wrong', 404],
    ['the token of another source', '/webhooks/leads/inlead/only-for-the-form', 404],
    ['the token of every source', '/webhooks/leads/inlead/sandbox-capture', 202],
    ['its own', address, 202],
  ])('%s', async (_name, path, status) => {
    expect(await post(JSON.stringify(all), 'application/json', path)).toBe(status);
  });

  test.each([
    ['direct', 'only-for-the-form', 202],
    ['direct', 'only-for-the-quiz', 401],
    ['inlead', 'only-for-the-form', 401],
    ['direct', 'sandbox-capture', 202],
  ])('%s with the bearer %s: %i', async (source, token, status) => {
    const response = await fetch(`${served.url}/webhooks/leads/${source}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ full_name: 'Ana Peña', company_name: 'X SRL', email: 'ana@x.example' },
        ...{ phone_number: '8095550142', service_type: 'Fiscal' },
      }),
    });
    await response.arrayBuffer();
    expect(response.status).toBe(status);
  });
});
