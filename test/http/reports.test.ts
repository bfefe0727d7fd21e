import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApp } from '../../backend/src/app.js';
import { reportCsv } from '../../backend/src/http/pages/report-csv.js';
import { keepMeasures } from '../../backend/src/operations/kpis/keep-measures.js';
import { adminPaths } from '../../contract/paths.js';
import { reportSchema } from '../../contract/report.js';
import { body, openWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { verifyAdmin } from '../support/verify-admin.js';

let world: World;
let server: Server;
let base: string;
beforeAll(async () => {
  world = await openWorld({ env: { WHATSAPP_PEOPLE_PER_DAY: '10' } });
  await world.work();
  server = createServer(createApp(world.services, verifyAdmin, world.metrics));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

const ask = (path: string, token = 'admin') =>
  fetch(base + path, { headers: { 'x-auth-token': token } });
const report = async (path: string, language = 'es') =>
  reportSchema.parse(await (await ask(`${path}?language=${language}`)).json());
const figureOf = async (key: string, language = 'es') =>
  (await report(adminPaths.health, language)).figures.find((figure) => figure.key === key);
const capture = (one: unknown, token = 'sandbox-capture') =>
  fetch(`${base}/webhooks/leads/direct`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(one),
  });

test('nobody but an administrator sees the figures (R8.4)', async () => {
  expect((await ask(adminPaths.health, 'executive')).status).toBe(403);
});

test('before anything was measured each figure says so, and draws nothing (R8.4)', async () => {
  const webhooks = await figureOf('webhooks');
  expect(webhooks).toMatchObject({ state: 'none', value: 'sin datos', chart: null, rows: [] });
  expect(webhooks?.advice).toContain('Todavía no llegó ninguna entrega');
});

test('deliveries are counted by source, and a stranger’s do not count as failures of ours (R8.4)', async () => {
  expect((await capture(body(1))).status).toBe(202);
  expect((await capture(body(2))).status).toBe(202);
  expect((await capture(body(3), 'a-stranger')).status).toBe(401);
  const webhooks = await figureOf('webhooks');
  expect(webhooks).toMatchObject({ value: '100.0 %' });
  expect(webhooks?.rows[0]?.slice(0, 5)).toEqual(['Landing', '2', '1', '0', '100.0 %']);
  expect(webhooks?.chart).toMatch(/^<svg /u);
});

test('a failure of ours is a failure, with what to do (R8.4)', async () => {
  for (let times = 0; times < 5; times += 1) {
    world.services.meter.note({ kind: 'webhook', name: 'kommo', outcome: 'failed', ms: 5 });
  }
  const webhooks = await figureOf('webhooks');
  expect(webhooks?.state).toBe('bad');
  expect(webhooks?.advice).toContain('Compruebe que la base de datos responde');
  expect((await figureOf('webhooks', 'en'))?.advice).toContain('Check that the database answers');
});

test('calls are measured by vendor and verb, those that got no answer too (R8.4)', async () => {
  await world.services.kommo.readAccount();
  await world.services.odoo?.readServer();
  await world.services.meta?.readPage();
  await world.kommo('/sandbox/faults', { method: 'POST', body: { kind: '502' } });
  await world.services.kommo.readAccount().catch(() => undefined);
  await world.kommo('/sandbox/faults', { method: 'DELETE' });
  const calls = await figureOf('calls');
  const names = calls?.rows.map(([name]) => name) ?? [];
  expect(names).toEqual(expect.arrayContaining(['Kommo · GET', 'Meta · GET']));
  expect(names.filter((name) => name?.startsWith('Odoo'))).not.toEqual([]);
  const kommo = calls?.rows.find(([name]) => name === 'Kommo · GET') ?? [];
  expect(Number(kommo[1])).toBeGreaterThan(1);
  expect(kommo[2]).not.toBe('0.0 %');
});

test('the headroom of WhatsApp is what the governor has left (R5.4, R8.4)', async () => {
  for (let person = 1; person <= 8; person += 1) {
    await world.services.store.templateSends.ask(
      {
        ...{ key: `welcome:${person}`, phone: `+1809555010${person}`, kommoLeadId: person },
        ...{ purpose: 'new', most: 10 },
      },
      world.services.clock(),
    );
  }
  const whatsApp = await figureOf('whatsapp');
  expect(whatsApp).toMatchObject({ value: '8 de 10: quedan 2', state: 'watch' });
});

test('levels are kept by hour and shown as a course of days (R8.4)', async () => {
  await keepMeasures(world.services);
  const whatsApp = await figureOf('whatsapp');
  expect(whatsApp?.rows).toHaveLength(1);
  expect(whatsApp?.rows[0]?.slice(1)).toEqual(['8', '10']);
  expect(whatsApp?.chart).toContain('max 24 h');
  expect((await figureOf('queue'))?.state).toBe('good');
});

test('the file has the numbers of the page, with formulas made harmless (R8.4)', async () => {
  const { csv, figures } = await report(adminPaths.health);
  expect(csv).toBe(reportCsv(figures));
  for (const { title, value } of figures) expect(csv).toContain(`"${title}","${value}"`);
  const [figure] = figures;
  if (figure === undefined) throw new Error('no figure');
  const hostile = ['=1+1', '+1', '-1', '@x', '\t=1', ' =1', '＝1', '|x', 'say "hi"'];
  const rows = reportCsv([{ ...figure, rows: [hostile] }]);
  expect(rows).toContain(
    [
      `"'=1+1"`,
      `"'+1"`,
      `"'-1"`,
      `"'@x"`,
      `"'\t=1"`,
      `"' =1"`,
      `"'＝1"`,
      `"'|x"`,
      `"say ""hi"""`,
    ].join(','),
  );
});

test('Prometheus reads the same, with few names (R8.4)', async () => {
  const response = await fetch(`${base}/metrics`, {
    headers: { authorization: 'Bearer sandbox-metrics' },
  });
  const text = await response.text();
  expect(text).toContain('companion_webhook_seconds_count{source="direct",outcome="ok"} 2');
  expect(text).toContain('companion_webhook_seconds_count{source="direct",outcome="refused"} 1');
  expect(text).toMatch(
    /companion_call_seconds_count\{vendor="kommo",verb="GET",outcome="ok"\} \d+/u,
  );
  expect(text).toContain('companion_level{of="whatsapp_people"} 8');
  expect(text).toContain('companion_level{of="whatsapp_limit"} 10');
  expect(text).toMatch(/companion_level\{of="queue_seconds"\} \d/u);
  await fetch(`${base}/webhooks/leads/${'x'.repeat(50)}`, { method: 'POST' });
  const again = await fetch(`${base}/metrics`, {
    headers: { authorization: 'Bearer sandbox-metrics' },
  });
  expect(await again.text()).not.toContain('xxxx');
});

test('an administrator enters what a channel cost, which is on record with the amount before (R8.6, R8.2)', async () => {
  const enter = (cost: unknown, token = 'admin') =>
    fetch(`${base}${adminPaths.channelCosts}?language=es`, {
      method: 'POST',
      headers: { 'x-auth-token': token, 'content-type': 'application/json' },
      body: JSON.stringify(cost),
    });
  const cost = { month: '2026-11', channel: ' Facebook ', amount: 45_000 };
  expect((await enter(cost, 'executive')).status).toBe(403);
  expect((await enter({ ...cost, amount: -1 })).status).toBe(422);
  expect((await enter({ ...cost, amount: 40_000 })).status).toBe(200);
  const answer = reportSchema.parse(await (await enter(cost)).json());
  expect(answer.costs).toMatchObject({
    currency: 'DOP',
    entered: [{ month: '2026-11', channel: 'facebook', amount: 45_000 }],
  });
  const newest = async () => {
    const [act] = await world.services.store.audit.list({
      ...{ limit: 1, olderThan: null, by: 'user:1001' },
      action: 'POST admin/analytics/costs',
    });
    return act;
  };
  expect(await newest()).toMatchObject({
    before: { facebook: { '2026-11': 40_000 } },
    after: { facebook: { '2026-11': 45_000 } },
  });
});
