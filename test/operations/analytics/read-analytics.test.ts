import { channelCostSchema } from '../../../contract/channel-cost.js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reportCsv } from '../../../backend/src/http/pages/report-csv.js';
import {
  listChannelCosts,
  readChannelCosts,
  setChannelCost,
} from '../../../backend/src/operations/analytics/channel-costs.js';
import { readAnalytics } from '../../../backend/src/operations/analytics/read-analytics.js';
import type { Report } from '../../../contract/report.js';
import { worded } from '../../../wording/say.js';
import { findBottleneck } from '../../../domain/measure/bottleneck.js';
import { openWorld, profile } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
const now = new Date('2026-11-28T12:00:00Z');
const hour = 3_600_000;
const ago = (hours: number): Date => new Date(now.getTime() - hours * hour);

interface Made {
  readonly source: string;
  readonly total: number;
  readonly won?: boolean;
  readonly change?: Readonly<Record<string, unknown>>;
}

/** Leads on record, as their captures, hooks and touches leave them. */
async function make(leads: readonly Made[]): Promise<void> {
  const { pool } = world;
  for (const [index, { source, total, won = false, change = {} }] of leads.entries()) {
    const id = 1_000 + index;
    const kept = { ...profile(index + 1, { utm_source: source }), ...change };
    await pool.query(
      'insert into leads (id, profile, captured_at, kommo_lead_id) values ($1, $2, $3, $4)',
      [`lead-${index}`, JSON.stringify(kept), ago(48), id],
    );
    await pool.query(
      `insert into scores (lead_id, model, version, total, score, cause, at) values ($1, 'lead', 'v', $2, '{}', 'captured', $3)`,
      [`lead-${index}`, total, ago(47)],
    );
    const see = (stage: string, outcome: 'open' | 'won', hours: number) =>
      world.services.store.leadStages.see(
        { kommoLeadId: id, stage, outcome, responsibleUserId: 1002 },
        ago(hours),
      );
    await see('new', 'open', 46);
    await see('qualified', 'open', 45.9);
    if (index < 4) await see('in_contact', 'open', 45.9 - (index + 1) * 4);
    if (won) await see('won', 'won', 1);
  }
}

beforeAll(async () => {
  world = await openWorld({ clock: () => now });
  await make([
    { source: 'facebook', total: 80, won: true },
    { source: 'facebook', total: 40 },
    { source: 'google', total: 75 },
    { source: '=cmd()', total: 30 },
    { source: 'facebook', total: 99, change: { isTest: true } },
    { source: 'facebook', total: 99, change: { isPartial: true } },
  ]);
  await world.pool.query(`
    insert into follow_ups (kommo_lead_id, state, stage, by_person, silent_since, started_at, ended_why) values
      (1000, 'ended', 'qualified', false, now(), now(), 'answered'),
      (1001, 'ended', 'qualified', false, now(), now(), 'opted_out'),
      (1002, 'active', 'qualified', false, now(), now(), null)`);
  await world.pool.query(
    `insert into touches (kommo_lead_id, key, due_at, state, at) values
      (1000, 'soft_reminder_24h', $1, 'sent', $1), (1000, 'offer_whatsapp_7d', $2, 'sent', $2),
      (1001, 'soft_reminder_24h', $1, 'sent', $1), (1001, 'offer_whatsapp_7d', $2, 'planned', null),
      (1002, 'soft_reminder_24h', $1, 'task', $1)`,
    [ago(20), ago(10)],
  );
  await world.pool.query(
    `insert into audit_log (request_id, at, done_by, action, status) values
      ('a', $1, 'user:1002', 'PATCH leads/:id/answers', 200), ('b', $1, 'user:1002', 'PATCH leads/:id/answers', 403),
      ('c', $1, 'command', 'PATCH leads/:id/answers', 200)`,
    [ago(5)],
  );
  await world.pool.query(
    `insert into hand_overs (kommo_lead_id, state, requested_at, requested_by, request_id) values
      (1000, 'done', $1, 'user:1002', 'a'), (1001, 'done', $1, 'hook', 'b'), (1002, 'done', $1, 'hook', 'c')`,
    [ago(1)],
  );
  world.services.meter.note({ kind: 'answer', name: 'card', outcome: 'ok', ms: 50 });
  await world.services.meter.flush((measured) => world.services.store.measures.add(measured));
}, 60_000);
afterAll(() => world.close());

const read = async () =>
  worded<Pick<Report, 'raised' | 'figures'>>(await readAnalytics(world.services), 'es').figures;
const rowsOf = async (key: string) =>
  (await read()).find((figure) => figure.key === key)?.rows ?? [];

test('channels say how many leads, how good and how many were won; tests and half forms count nowhere (R8.6)', async () => {
  expect(await rowsOf('channels')).toEqual([
    ['facebook', '2', '60.0', '1', '1', '50.0 %'],
    ['=cmd()', '1', '30.0', '0', '0', '0.0 %'],
    ['google', '1', '75.0', '1', '0', '0.0 %'],
  ]);
});

test('an answer, an opt-out and a sale count for the last touch that left before (R8.6)', async () => {
  expect(await rowsOf('touches')).toEqual([
    ['Recordatorio de 24 horas', '2', '1', '0', '0', '1', '0', '0.0 %'],
    ['Oferta, día 7', '1', '0', '0', '1', '0', '1', '100.0 %'],
  ]);
});

test('the use of the card is counted, and only what people did (R8.6)', async () => {
  expect(Object.fromEntries(await rowsOf('adoption'))).toEqual({
    'Tarjetas abiertas': '1',
    'Entregas a Odoo con el botón': '1',
    'Entregas a Odoo automáticas': '2',
    'Respuestas corregidas': '1',
    'Tareas creadas': '0',
    '«No es correcta»': '0',
  });
});

test('each stage says how long it takes, and the bottleneck is named with what to do (R8.9)', async () => {
  const stages = (await read()).find(({ key }) => key === 'stages');
  expect(stages?.rows.find(([name]) => name === 'Calificado')).toEqual([
    ...['Calificado', '4', '10 h', '14.8 h', '2 h', '2'],
  ]);
  expect(stages).toMatchObject({ value: 'Calificado', state: 'bad' });
  expect(stages?.advice).toContain(
    'El cuello de botella es «Calificado»: la mitad tarda más de 10 h',
  );
});

test('the file has the page’s numbers, and what a sender called its campaign is no formula (R8.6)', async () => {
  const file = reportCsv(await read());
  expect(file).toContain(`"'=cmd()","1","30.0","0","0","0.0 %"`);
  expect(file).toContain('"facebook","2","60.0","1","1","50.0 %"');
});

test('what an administrator enters for a channel and a month is its cost per lead, per qualified and per won, in the file too (R8.6)', async () => {
  const { store } = world.services;
  const enter = (month: string, channel: string, amount: number) =>
    setChannelCost(store, channelCostSchema.parse({ month, channel, amount }));
  expect(await enter('2026-11', 'Facebook', 30_000)).toBe(0);
  await enter('2026-10', 'tiktok', 3100);
  // Before the ninety days.
  await enter('2026-07', 'google', 9000);
  const none = Array.from({ length: 4 }, () => 'sin datos');
  expect(await rowsOf('channels')).toEqual([
    // Twenty-eight days of thirty.
    ['facebook', '2', '60.0', '1', '1', '50.0 %', '28000', '14000', '28000', '28000'],
    ['=cmd()', '1', '30.0', '0', '0', '0.0 %', ...none],
    ['google', '1', '75.0', '1', '0', '0.0 %', ...none],
    ['tiktok', '0', 'sin datos', '0', '0', 'sin datos', '3100', ...none.slice(1)],
  ]);
  expect(reportCsv(await read())).toContain('"50.0 %","28000","14000","28000","28000"');
  await enter('2026-11', 'facebook', 0);
  await enter('2026-10', 'tiktok', 0);
  expect((await rowsOf('channels'))[0]).toHaveLength(6);
});

test('costs entered at once are all kept (R8.6)', async () => {
  const { store } = world.services;
  const channels = ['facebook', 'google', 'tiktok', 'referidos'];
  await Promise.all(
    channels.map((channel) => setChannelCost(store, { month: '2026-09', channel, amount: 5 })),
  );
  expect(listChannelCosts(await readChannelCosts(store)).map(({ channel }) => channel)).toEqual(
    expect.arrayContaining(channels),
  );
  for (const channel of channels) {
    expect(await setChannelCost(store, { month: '2026-09', channel, amount: 0 })).toBe(5);
  }
});

test.each([
  ['no month', { month: '2026-13', channel: 'facebook', amount: 1 }],
  ['no channel', { month: '2026-11', channel: ' ', amount: 1 }],
  ['no amount', { month: '2026-11', channel: 'facebook', amount: Number('mucho') }],
])('a cost with %s is not taken (R8.6)', (_name, given) => {
  expect(channelCostSchema.safeParse(given).success).toBe(false);
});

const stay = (stage: string, medianMs: number | null, limitMs: number | null, ended = 10) => ({
  ...{ stage, medianMs, limitMs, ended },
});
test.each([
  ['nothing passed', [], null],
  ['too little passed', [stay('a', 9, 1, 2)], null],
  ['the most over its limit, not the longest', [stay('a', 100, 90), stay('b', 10, 1)], 'b'],
  ['none over its limit: the longest', [stay('a', 50, 90), stay('b', 10, 20)], 'a'],
  ['no limits: the longest', [stay('a', 5, null), stay('b', 10, null)], 'b'],
] as const)('the bottleneck where %s (R8.9)', (_name, stays, expected) => {
  expect(findBottleneck(stays)?.stage ?? null).toBe(expected);
});
