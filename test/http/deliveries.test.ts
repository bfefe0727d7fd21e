import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createApp } from '../../backend/src/app.js';
import { deliveriesSchema } from '../../contract/delivery.js';
import { problemSchema } from '../../contract/errors.js';
import { adminPaths } from '../../contract/paths.js';
import { captureLead, names } from '../operations/privacy/person-everywhere.js';
import { openWorkWorld } from '../operations/work-world.js';
import type { WorkWorld } from '../operations/work-world.js';
import { callAs } from '../support/call-as.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { verifyAdmin } from '../support/verify-admin.js';

let work: WorkWorld;
let served: Served;
let lead: Awaited<ReturnType<typeof captureLead>>;
beforeAll(async () => {
  work = await openWorkWorld();
  served = await serve(createApp(work.services, verifyAdmin, work.world.metrics));
  lead = await captureLead(work);
});
afterAll(async () => {
  await served.close();
  await work.close();
});

const call = callAs(() => served);
const listed = async (query = '') =>
  deliveriesSchema.parse((await call(`${adminPaths.deliveries}${query}`)).answer);

async function hook(body: unknown, kind: 'account' | 'pipeline' = 'account'): Promise<string> {
  const { store } = work.services;
  await store.hooks.append({ kind, dedupeKey: randomUUID(), requestId: randomUUID(), body });
  await work.world.relay.look();
  await work.rest();
  const [newest] = (await listed('?of=hook&limit=1')).items;
  if (newest === undefined) throw new Error('no hook');
  return newest.id;
}

/** Everything that was sent to the lead, or made of it. */
async function outside() {
  const { rows } = await work.world.pool.query(
    `select (select count(*)::int from leads) as leads, (select count(*)::int from scores) as scores,
       (select count(*)::int from consents) as consents, (select count(*)::int from conversations) as talks,
       (select count(*)::int from template_sends) as sends`,
  );
  const inKommo = await work.world.kommo('/api/v4/leads?limit=250');
  const { messages } = z
    .object({ messages: z.array(z.unknown()) })
    .parse(await work.world.kommo(`/sandbox/phone/${lead.kommoLeadId}`));
  return { rows, leads: JSON.stringify(inKommo).match(/"pipeline_id"/gu)?.length, messages };
}

test('a delivery is listed with its time, source, outcome and masked body; executives see none (R8.3)', async () => {
  const page = await listed();
  const capture = page.items.find(({ of }) => of === 'capture');
  expect(capture).toMatchObject({
    ...{ source: 'direct', outcome: 'sent', kommoLeadId: lead.kommoLeadId, canReplay: true },
  });
  expect(capture?.body).toContain('"fullName": "•••"');
  expect(names(JSON.stringify(page))).toBe(false);
  expect((await call(adminPaths.deliveries, undefined, 'executive')).status).toBe(403);
  const order = { of: 'capture', id: capture?.id };
  expect((await call(adminPaths.replayDelivery, order, 'executive')).status).toBe(403);
});

test('filters and pages leave nothing out and tell nothing twice (R8.3)', async () => {
  await hook({ leads: [{ id: lead.kommoLeadId, action: 'update' }] });
  await hook({ leads: [], unreadable: 'Altagracia 809-555-0142' });
  const all = (await listed()).items.map(({ id }) => id);
  const first = await listed('?limit=1');
  const rest = await listed(`?before=${first.next ?? ''}`);
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all);
  expect((await listed('?of=capture&source=direct')).items).toHaveLength(1);
  expect((await listed('?of=capture&source=meta')).items).toEqual([]);
  const unread = (await listed('?of=hook')).items.filter(({ outcome }) => outcome === 'unreadable');
  expect(unread).toMatchObject([{ canReplay: false }]);
});

test('what came in the same millisecond is paged through without a gap or a repeat (R8.3)', async () => {
  for (let more = 0; more < 3; more += 1) await hook({ leads: [], more });
  await work.world.pool.query(`update hooks set received_at = '2026-11-29T10:00:00.123Z'`);
  const all = (await listed()).items.map(({ id }) => id);
  const paged: string[] = [];
  let page = await listed('?limit=1');
  for (; paged.length <= all.length;) {
    paged.push(...page.items.map(({ id }) => id));
    if (page.next === null) break;
    page = await listed(`?limit=1&before=${encodeURIComponent(page.next)}`);
  }
  expect(paged).toEqual(all);
});

test('a replay of what is done makes nothing twice and writes to nobody, and is on record (R8.3, R8.2)', async () => {
  const id = await hook({ leads: [{ id: lead.kommoLeadId, action: 'update' }] });
  const before = await outside();
  for (const order of [
    { of: 'capture', id: lead.leadId },
    { of: 'hook', id },
    { of: 'hook', id },
  ]) {
    expect((await call(adminPaths.replayDelivery, order)).status).toBe(202);
    await work.rest();
  }
  expect(await outside()).toEqual(before);
  const acts = await work.services.store.audit.list({
    ...{ limit: 10, olderThan: null, by: 'user:1001', action: 'POST admin/deliveries/replay' },
  });
  expect(acts.map(({ after }) => after)).toContainEqual({ delivery: lead.leadId });
});

test('a capture that never became a lead becomes one (R8.3)', async () => {
  const [capture] = (await listed('?of=capture')).items;
  await work.world.pool.query('delete from scores');
  await work.world.pool.query('delete from leads where id = $1', [lead.leadId]);
  await work.world.pool.query(`delete from pgboss.job where singleton_key = $1`, [lead.leadId]);
  expect((await listed('?of=capture')).items[0]).toMatchObject({ outcome: 'waiting' });
  await call(adminPaths.replayDelivery, { of: 'capture', id: capture?.id });
  await work.rest();
  expect(await work.services.store.leads.findByIds([lead.leadId])).toHaveLength(1);
});

test('an action that a person put on a stage is not repeated (R8.3)', async () => {
  const body = { leads: [{ id: lead.kommoLeadId, action: 'status' }], tile: 'recalculate' };
  const id = await hook(body, 'pipeline');
  const { status, answer } = await call(adminPaths.replayDelivery, { of: 'hook', id });
  expect(status).toBe(422);
  expect(problemSchema.parse(answer).errors?.[0]?.reason).toMatch(/una sola vez/u);
});

test('a delivery that is kept no longer says so (R8.3)', async () => {
  const order = { of: 'capture', id: randomUUID() };
  expect((await call(adminPaths.replayDelivery, order)).status).toBe(404);
});
