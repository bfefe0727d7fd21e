import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createApp } from '../../backend/src/app.js';
import { scoreLead } from '../../domain/score/score-lead.js';
import { factsOf } from '../../domain/lead/facts.js';
import { enqueueBy } from '../../backend/src/work/request.js';
import type { JobRequest } from '../../backend/src/work/request.js';
import { readCard as lookUpCard } from '../../backend/src/operations/card/read-card.js';
import { cardSchema } from '../../contract/card.js';
import { widgetPaths } from '../../contract/paths.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { servicesOf, wonLeads } from '../support/won-leads.js';

let world: World;
let server: Server;
let base: string;
let leadId: number;
let index = 100;
const queued: JobRequest[] = [];

beforeAll(async () => {
  world = await openWorld();
  const enqueue = enqueueBy((requests) => Promise.resolve(void queued.push(...requests)));
  const services = { ...servicesOf(world), enqueue };
  const verify = () => Promise.resolve({ userId: 1002, isAdmin: false });
  server = createServer(createApp(services, verify, world.metrics));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});
beforeEach(async () => {
  index += 1;
  await world.kommo('/sandbox/faults', { method: 'DELETE' });
  [leadId = 0] = await openLeads();
});

/** A lead in "Lead Nuevo", captured and sent; budget and revenue unknown. */
async function openLeads(): Promise<readonly number[]> {
  const change = { budget_range: undefined, service_type: 'Contabilidad' };
  const ids = await wonLeads(world, servicesOf(world), [index], { change });
  for (const id of ids) await move(id, 'Lead Nuevo');
  return ids;
}

const pipelines = z.object({
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

async function move(id: number, stageName: string): Promise<void> {
  const read = pipelines.parse(await world.kommo('/api/v4/leads/pipelines'));
  const ours = read._embedded.pipelines.find(({ name }) => name === 'Servicios Contables');
  const status = ours?._embedded.statuses.find(({ name }) => name === stageName);
  await world.kommo(`/sandbox/leads/${id}/move`, {
    method: 'POST',
    body: { status_id: status?.id, pipeline_id: ours?.id },
  });
}

async function call(method: string, path: string, sent?: unknown) {
  const response = await fetch(base + path, {
    method,
    headers: { 'x-auth-token': 'token', 'content-type': 'application/json' },
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? null : (JSON.parse(text) as unknown) };
}

const readCard = async (id = leadId) => {
  const { status, json } = await call('GET', widgetPaths.card(id));
  expect(status).toBe(200);
  return cardSchema.parse(json);
};

const say = (direction: 'incoming' | 'outgoing', text: string) =>
  world.kommo('/sandbox/messages', { method: 'POST', body: { leadId, direction, text } });

/** What was asked of Kommo while `work` ran, hooks and our own set-up apart. */
async function callsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  await world.kommo('/sandbox/requests', { method: 'DELETE' });
  await work();
  const log = z
    .array(z.object({ method: z.string(), path: z.string() }))
    .parse(await world.kommo('/sandbox/requests'));
  return log
    .filter(({ path }) => path.startsWith('/api/v4'))
    .map(({ method, path }) => `${method} ${path.split('?')[0] ?? ''}`);
}

const fieldOf = async (code: string): Promise<unknown> => {
  const lead = z
    .object({
      custom_fields_values: z
        .array(
          z.object({
            field_code: z.string().nullable(),
            values: z.array(z.object({ value: z.unknown() })),
          }),
        )
        .nullable(),
    })
    .parse(await world.kommo(`/api/v4/leads/${leadId}`));
  const field = lead.custom_fields_values?.find(({ field_code }) => field_code === code);
  return field?.values[0]?.value ?? null;
};

const problem = z.object({
  code: z.string(),
  errors: z.array(z.object({ field: z.string() })).default([]),
});

describe('a card (R9.1)', () => {
  test('says since when the lead is in its stage and until when it may be (R3.1)', async () => {
    const { settings } = world.services.store;
    await settings.set('automated_stages', ['new', 'negotiation']);
    const { lead } = await readCard();
    expect(lead.stage).toMatchObject({ key: 'new', name: 'Lead Nuevo', outcome: 'open' });
    const { since, dueAt } = lead.stage ?? {};
    expect(Date.parse(dueAt ?? '') - Date.parse(since ?? '')).toBe(5 * 60_000);

    await move(leadId, 'Negociación');
    const after = (await readCard()).lead.stage;
    expect(after?.key).toBe('negotiation');
    expect(Date.parse(after?.dueAt ?? '') - Date.parse(after?.since ?? '')).toBe(7 * 86_400_000);
  });

  test('has no clock where nothing would happen at its end (R3.1)', async () => {
    await world.services.store.settings.set('automated_stages', ['negotiation']);
    expect((await readCard()).lead.stage).toMatchObject({ key: 'new', dueAt: null });
  });

  test('says whom to call, and how far the class above is (R2.5)', async () => {
    const { lead, nextClass, scores } = await readCard();
    expect(lead.person).toEqual({
      name: expect.stringMatching(/\w+ \w+/),
      phone: expect.stringMatching(/^\+1809555\d{4}$/),
    });
    const from = { HOT: 80, WARM: 60, COLD: 40, NURTURING: 0 };
    const above = nextClass === null ? 101 : from[nextClass.leadClass];
    expect((scores[0]?.total ?? 0) + (nextClass?.points ?? 0)).toBe(above);
  });

  test('costs two calls, and a third only after somebody wrote', async () => {
    await readCard();
    expect(await callsOf(readCard)).toHaveLength(2);
    await say('incoming', 'Buenas, ¿cuánto cuesta?');
    expect(await callsOf(readCard)).toHaveLength(3);
    expect(await callsOf(readCard)).toHaveLength(2);
  });

  test('has what bot and lead said, what is open, and until when free text may be sent (R4.2)', async () => {
    expect((await readCard()).conversation).toBeNull();
    await say('outgoing', '¿Maneja inventario?');
    expect((await readCard()).conversation).toMatchObject({ freeTextUntil: null });
    await say('incoming', 'Sí, en tres almacenes');
    const { conversation } = await readCard();
    expect(conversation?.messages.map(({ from, text }) => [from, text])).toEqual([
      ['bot', '¿Maneja inventario?'],
      ['lead', 'Sí, en tres almacenes'],
    ]);
    const said = Date.parse(conversation?.messages[1]?.at ?? '');
    expect(Date.parse(conversation?.freeTextUntil ?? '') - said).toBe(86_400_000);
    expect(conversation?.open).toHaveLength(4);
  });

  test('keeps the last twenty messages', async () => {
    for (let n = 1; n <= 23; n += 1) await say('incoming', `Mensaje ${n}`);
    const { conversation } = await readCard();
    expect(conversation?.messages).toHaveLength(20);
    expect(conversation?.messages.at(-1)?.text).toBe('Mensaje 23');
  });

  test('without the right to read chats still says when the lead last wrote', async () => {
    await world.kommo('/sandbox/switches', {
      method: 'POST',
      body: { 'history-scope-missing': true },
    });
    await say('incoming', 'Hola');
    const { conversation } = await readCard();
    await world.kommo('/sandbox/switches', { method: 'DELETE' });
    expect(conversation?.messages).toEqual([]);
    expect(conversation?.freeTextUntil).not.toBeNull();
  });

  test('with Kommo down is the last known one, complete, and says how old it is', async () => {
    await say('incoming', 'Hola');
    const known = await readCard();
    await world.kommo('/sandbox/faults', {
      method: 'POST',
      body: { kind: '502', match: '/api/v4/leads' },
    });
    const kept = await readCard();
    expect(kept.stale).toBe(true);
    expect(Date.parse(kept.generatedAt)).toBeLessThanOrEqual(Date.parse(known.generatedAt));
    expect(kept.lead).toEqual(known.lead);
    expect(kept.conversation).toEqual(known.conversation);
    expect(kept.answers.every(({ editable }) => !editable)).toBe(true);
  });

  test('while Kommo asks for a rest is the last known one at once, marked as old', async () => {
    const known = await readCard();
    await world.kommo('/sandbox/faults', { method: 'POST', body: { kind: '429', times: 1 } });
    // With the limiter that the companion has.
    const { services } = world;
    await services.kommo.readAccount().catch(() => null);
    const calls = await callsOf(async () => {
      const kept = await lookUpCard(services, leadId);
      expect(kept).toMatchObject({ stale: true, lead: known.lead });
    });
    expect(calls).toEqual([]);
  });

  test('with the events refused is complete but for them', async () => {
    const known = await readCard();
    await world.kommo('/sandbox/faults', {
      method: 'POST',
      body: { kind: '502', match: '/api/v4/events' },
    });
    const card = await readCard();
    expect(card.stale).toBe(false);
    expect(card.lead.stage?.since).toBe(known.lead.stage?.since);
  });

  test('tells why form and conversation disagree, naming what was not answered', async () => {
    const { store, scoreTables, blueprint } = world.services;
    const row = await store.leads.findByKommoId(leadId);
    if (row === null) throw new Error('The lead is on record.');
    const facts = factsOf({
      ...row.profile,
      answers: {
        urgency_level: {
          value: 'exploring',
          origin: 'bot',
          answeredAt: '2026-11-20T12:00:00.000Z',
        },
      },
    });
    const score = scoreLead({ ...facts, reply: { kind: 'none' } }, scoreTables.lead, blueprint);
    await store.scores.append(row.id, score, 'conversation', new Date());
    const { disagreement, scores } = await readCard();
    expect(disagreement?.noReply).toBe(true);
    expect(disagreement?.leadTotal).toBe(score.total);
    expect(disagreement?.preTotal).toBe(scores.find(({ model }) => model === 'pre')?.total);
    expect(disagreement?.unanswered.length).toBeGreaterThan(0);
  });

  test('of a lead that nobody knows is a 404', async () => {
    const { status, json } = await call('GET', widgetPaths.card(999_999));
    expect([status, problem.parse(json).code]).toEqual([404, 'lead_not_found']);
  });
});

describe('an answer edited in the card', () => {
  const edit = (answers: unknown) => call('PATCH', widgetPaths.answers(leadId), { answers });

  test('goes to Kommo and to our row, scores again, and answers the new card (R2.5)', async () => {
    const before = await readCard();
    const { status, json } = await edit({ budget_range: '30k_50k', monthly_transactions: 650 });
    expect(status).toBe(200);
    const after = cardSchema.parse(json);
    const [was, is] = [before.scores[0], after.scores[0]];
    expect(is?.total).toBe((was?.total ?? 0) + 12);
    expect(after.history[0]).toMatchObject({
      cause: 'edited',
      total: is?.total,
      previous: was?.total,
    });
    expect(after.answers.find(({ question }) => question === 'budget_range')).toMatchObject({
      value: '30k_50k',
      origin: 'executive',
      by: 1002,
      editable: true,
    });
    expect(await fieldOf('BUDGET_RANGE')).toBe('30k-50k');
    expect(Number(await fieldOf('MONTHLY_TRANSACTIONS'))).toBe(650);
    expect(Number(await fieldOf('LEAD_SCORE'))).toBe(is?.total);
    expect(await fieldOf('LEAD_CLASS')).toBe(is?.leadClass);
    const again = await readCard();
    expect(again.answers).toEqual(after.answers);
    expect(again.scores).toEqual(after.scores);
  });

  test('costs one call to read and one to write', async () => {
    expect(await callsOf(() => edit({ budget_range: '15k_30k' }))).toEqual([
      `GET /api/v4/leads/${leadId}`,
      `PATCH /api/v4/leads/${leadId}`,
    ]);
  });

  test('that says what is known writes nothing and keeps origin and age', async () => {
    const before = await readCard();
    const calls = await callsOf(() => edit({ company_size: '21-50' }));
    expect(calls).toEqual([`GET /api/v4/leads/${leadId}`]);
    expect((await readCard()).answers).toEqual(before.answers);
  });

  test('is taken back with null, in Kommo too, and its points go', async () => {
    const before = await readCard();
    const { json } = await edit({ company_size: null });
    const after = cardSchema.parse(json);
    expect(after.answers.find(({ question }) => question === 'company_size')).toMatchObject({
      value: null,
      shown: null,
      origin: null,
    });
    expect(after.scores[0]?.total).toBeLessThan(before.scores[0]?.total ?? 0);
    expect(await fieldOf('COMPANY_SIZE')).toBeNull();
    expect((await readCard()).answers).toEqual(after.answers);
  });

  test.each([
    ['an option that does not exist', { budget_range: 'mucho' }, 'budget_range'],
    ['a number that is none', { monthly_transactions: 'bastantes' }, 'monthly_transactions'],
    ['a negative number', { monthly_transactions: -1 }, 'monthly_transactions'],
    ['a question of another service', { payroll_employees: 12 }, 'payroll_employees'],
    ['a question that nobody asks', { __proto__x: 'x' }, '__proto__x'],
    ['a good one beside a bad one', { company_size: '1-5', budget_range: 7.5 }, 'budget_range'],
  ])('%s is refused, names the field, and changes nothing', async (_name, answers, field) => {
    const before = await readCard();
    const { status, json } = await edit(answers);
    expect(status).toBe(422);
    expect(problem.parse(json).errors.map((one) => one.field)).toEqual([field]);
    expect((await readCard()).answers).toEqual(before.answers);
  });

  test('that Kommo cannot take is kept nowhere', async () => {
    const before = await readCard();
    await world.kommo('/sandbox/faults', {
      method: 'POST',
      body: { kind: '502', match: '/api/v4/leads', method: 'PATCH' },
    });
    const { status, json } = await edit({ budget_range: '30k_50k' });
    expect([status, problem.parse(json).code]).toEqual([503, 'kommo_unreachable']);
    await world.kommo('/sandbox/faults', { method: 'DELETE' });
    const after = await readCard();
    expect([after.answers, after.history]).toEqual([before.answers, before.history]);
  });

  test('of two executives at once both stay', async () => {
    await Promise.all([edit({ budget_range: '30k_50k' }), edit({ monthly_transactions: 90 })]);
    const { answers } = await readCard();
    const valueOf = (key: string) => answers.find(({ question }) => question === key)?.value;
    expect([valueOf('budget_range'), valueOf('monthly_transactions')]).toEqual(['30k_50k', 90]);
  });

  test('with a body of another shape is refused by field', async () => {
    const { status, json } = await call('PATCH', widgetPaths.answers(leadId), { answers: [1] });
    expect([status, problem.parse(json).code]).toEqual([422, 'invalid_body']);
  });
});

describe('"Esta puntuación no es correcta" (R8.8)', () => {
  const feedback = (change: object = {}) =>
    call('POST', widgetPaths.feedback(leadId), {
      model: 'pre',
      total: 10,
      expected: 'higher',
      reason: 'Es un grupo de cinco empresas',
      ...change,
    });

  test('is kept with who said it, when, and the table that made the score', async () => {
    const [score] = (await readCard()).scores;
    expect(await feedback({ total: score?.total })).toEqual({ status: 204, json: null });
    const kept = await world.services.store.feedback.list(0, 100);
    expect(kept.at(-1)).toMatchObject({
      kommoLeadId: leadId,
      userId: 1002,
      version: score?.version,
      expected: 'higher',
      reason: 'Es un grupo de cinco empresas',
    });
  });

  test('needs a reason', async () => {
    const { status, json } = await feedback({ reason: ' a ' });
    expect([status, problem.parse(json).errors[0]?.field]).toEqual([422, 'reason']);
  });

  test('for a lead that nobody knows is a 404', async () => {
    const said = { model: 'pre', total: 1, expected: null, reason: 'No existe' };
    expect((await call('POST', widgetPaths.feedback(999_999), said)).status).toBe(404);
  });
});

describe('a task asked for in the card', () => {
  const ask = (task: object) => call('POST', widgetPaths.tasks(leadId), task);

  test('stands in Kommo on the lead, for who asked and when it was asked for (R5.1)', async () => {
    const dueAt = '2026-12-01T14:30:00.000Z';
    expect(await ask({ text: 'Llamar a Carmen', dueAt })).toEqual({ status: 204, json: null });
    const tasks = z
      .object({ _embedded: z.object({ tasks: z.array(z.record(z.string(), z.unknown())) }) })
      .parse(await world.kommo(`/api/v4/tasks?filter[entity_id]=${leadId}`));
    expect(tasks._embedded.tasks.at(-1)).toMatchObject({
      text: 'Llamar a Carmen',
      complete_till: Date.parse(dueAt) / 1000,
      entity_id: leadId,
      entity_type: 'leads',
      responsible_user_id: 1002,
    });
  });

  test.each([
    ['text', { text: ' a ', dueAt: '2026-12-01T14:30:00.000Z' }],
    ['dueAt', { text: 'Llamar a Carmen', dueAt: 'mañana' }],
  ])('needs a %s', async (field, task) => {
    const { status, json } = await ask(task);
    expect([status, problem.parse(json).errors[0]?.field]).toEqual([422, field]);
  });
});

describe('"Recalcular puntuación" of a list (R9.3)', () => {
  test('queues each lead once, at most 500 of them', async () => {
    const ids = Array.from({ length: 500 }, (_, at) => at + 1);
    const { status, json } = await call('POST', widgetPaths.recalculate(), {
      leadIds: [...ids.slice(1), 2],
    });
    expect([status, json]).toEqual([202, { queued: 499 }]);
    expect(queued).toHaveLength(499);
    expect(queued[0]).toMatchObject({ step: 'recalculate', data: { kommoLeadId: 2 } });
    expect((await call('POST', widgetPaths.recalculate(), { leadIds: [...ids, 501] })).status).toBe(
      422,
    );
  });
});
