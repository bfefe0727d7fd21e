import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createApp } from '../../backend/src/app.js';
import { auditSchema } from '../../contract/audit.js';
import type { Audit } from '../../contract/audit.js';
import { adminEndpoints } from '../../contract/endpoints/admin-endpoints.js';
import { widgetEndpoints } from '../../contract/endpoints/widget-endpoints.js';
import { adminPaths, widgetPaths } from '../../contract/paths.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { openWorld, until } from '../support/world.js';
import type { World } from '../support/world.js';

let world: World;
let companion: Served;
let leadId: number;

beforeAll(async () => {
  world = await openWorld();
  const verify = (token: string) =>
    Promise.resolve({ userId: Number(token), isAdmin: token === '1001' });
  companion = await serve(createApp(world.services, verify, world.metrics));
  const created = z
    .object({ _embedded: z.object({ leads: z.tuple([z.object({ id: z.number() })]) }) })
    .parse(await world.kommo('/api/v4/leads', { method: 'POST', body: [{ name: 'Ferretería' }] }));
  leadId = created._embedded.leads[0].id;
  await world.work();
});
afterAll(async () => {
  await companion.close();
  await world.close();
});

async function ask(user: number, method: string, path: string, body: unknown = {}) {
  const response = await fetch(companion.url + path, {
    method,
    headers: { 'x-auth-token': String(user), 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, answer };
}

const readPage = async (query = ''): Promise<Audit> =>
  auditSchema.parse((await ask(1001, 'GET', adminPaths.audit + query)).answer);
const readAudit = async (query = '?limit=250'): Promise<Audit['items']> =>
  (await readPage(query)).items;

/** The end is written when the answer has gone. */
const newest = (action: string) =>
  until(`the end of ${action}`, async () => {
    const [found] = (await readAudit()).filter(({ act }) => act === action);
    return found !== undefined && found.ended !== 'cut_short' ? found : null;
  });

test('an edited answer is kept with who, when, before and after (R8.2)', async () => {
  const edit = (company_size: string) =>
    ask(1002, 'PATCH', widgetPaths.answers(leadId), { answers: { company_size } });
  expect((await edit('1-5')).status).toBe(200);
  expect((await edit('21-50')).status).toBe(200);
  expect(await newest('PATCH leads/:id/answers')).toMatchObject({
    by: 'user:1002',
    kommoLeadId: leadId,
    leadName: null,
    changes: [{ key: 'company_size', before: '1-5', after: '21-50' }],
    ended: 'done',
  });
});

test('a hand-over of a lead that is not won is kept with its reason (R8.2)', async () => {
  const sent = await ask(1002, 'POST', widgetPaths.odoo(leadId), { reason: 'Firmó en papel' });
  expect(sent.status).toBe(202);
  expect(await newest('POST leads/:id/odoo')).toMatchObject({
    by: 'user:1002',
    kommoLeadId: leadId,
    changes: expect.arrayContaining([
      { key: 'outcome', before: 'open', after: null },
      { key: 'handOver', before: null, after: 'requested' },
      { key: 'reason', before: null, after: 'Firmó en papel' },
    ]),
    ended: 'done',
  });
});

test('what was typed into a task is not kept, and what was refused is (R8.2)', async () => {
  const dueAt = '2030-12-31T15:00:00.000Z';
  const task = { text: 'Llamar a Carmen Peña al 809-555-0142', dueAt };
  expect((await ask(1002, 'POST', widgetPaths.tasks(leadId), task)).status).toBe(204);
  const added = await newest('POST leads/:id/tasks');
  expect(added.changes).toEqual([
    { key: 'text', before: null, after: '•••' },
    { key: 'dueAt', before: null, after: dueAt },
  ]);

  const refused = await ask(1002, 'POST', adminPaths.discard, { ids: ['x'], reason: 'Sobra' });
  expect(refused.status).toBe(403);
  expect(await newest('POST admin/dead-letters/discard')).toMatchObject({
    ...{ by: 'user:1002', ended: 'refused', changes: [] },
  });
});

test('no request of the widget that changes something passes without a row, whatever comes of it (R8.2)', async () => {
  const acts = [...widgetEndpoints, ...adminEndpoints].filter(({ method }) => method !== 'get');
  expect(acts.length).toBeGreaterThan(10);
  for (const { method, path } of acts) {
    const address = path.replace('{id}', String(leadId)).replace(':id', String(leadId));
    await ask(1001, method.toUpperCase(), address, {});
    const below = address.replace('/widget/v1/', '').replace(`leads/${leadId}`, 'leads/:id');
    await newest(`${method.toUpperCase()} ${below}`);
  }
});

test('who was changed in the team, and how, is told of that member alone (R3.1, R8.2)', async () => {
  const member = (userId: number, active: boolean) => ({
    ...{ userId, name: `Ejecutivo ${userId}`, services: [], sectors: [], week: null, active },
    absences: active ? [] : [{ from: '2026-12-24', to: '2026-12-31' }],
  });
  const save = (active: boolean) =>
    ask(1001, 'POST', adminPaths.team, {
      ...{ queueOwnerId: 1001, managerId: null, holidays: { added: [], removed: [] } },
      members: [member(1002, active), member(1003, true)],
    });
  expect((await save(true)).status).toBe(200);
  await newest('POST admin/team');
  expect((await save(false)).status).toBe(200);
  expect((await newest('POST admin/team')).changes).toEqual([
    { key: 'members.1002.active', before: 'true', after: 'false' },
    { key: 'members.1002.absences', before: '', after: '1' },
  ]);
});

test('the list goes on behind its oldest, for administrators only (R8.2)', async () => {
  const first = await readPage('?limit=2');
  const more = await readPage(`?limit=2&olderThan=${first.next}`);
  expect([first.items.length, more.items.length]).toEqual([2, 2]);
  expect(more.items[0]?.id).toBeLessThan(first.items[1]?.id ?? 0);
  const all = await readPage('?limit=250');
  const oldest = all.items.at(-1)?.id ?? 0;
  const last = await readPage(`?olderThan=${oldest + 1}`);
  expect(last).toMatchObject({ items: [{ id: oldest }], next: null });
  expect((await readPage(`?olderThan=${oldest}`)).items).toEqual([]);
  expect((await ask(1002, 'GET', adminPaths.audit)).status).toBe(403);
});

test('one person or one kind of act is shown alone, and the page says which there are (R8.2)', async () => {
  const { people, acts } = await readPage();
  expect(people).toEqual(['user:1001', 'user:1002']);
  expect(acts).toContain('PATCH leads/:id/answers');
  const hers = await readAudit('?by=user:1002&limit=250');
  expect(new Set(hers.map(({ by }) => by))).toEqual(new Set(['user:1002']));
  const edits = await readAudit(
    `?by=user:1002&act=${encodeURIComponent('PATCH leads/:id/answers')}`,
  );
  expect(edits.map(({ act }) => act)).toEqual(Array(2).fill('PATCH leads/:id/answers'));
  expect(await readAudit('?by=user:4711')).toEqual([]);
});

test('an act is not done where it cannot be recorded (R8.2)', async () => {
  const { audit } = world.services.store;
  const begin = () => Promise.reject(new Error('disk full'));
  const services = {
    ...world.services,
    store: { ...world.services.store, audit: { ...audit, begin } },
  };
  const verify = () => Promise.resolve({ userId: 1002, isAdmin: false });
  const other = await serve(createApp(services, verify, world.metrics));
  const edit = JSON.stringify({ answers: { company_size: '51-100' } });
  const response = await fetch(other.url + widgetPaths.answers(leadId), {
    ...{ method: 'PATCH', body: edit },
    headers: { 'x-auth-token': 'any', 'content-type': 'application/json' },
  });
  await other.close();
  expect(response.status).toBe(500);
  const [row] = await world.services.store.leads.findByKommoIds([leadId]);
  expect(row?.profile.answers).toMatchObject({ company_size: { value: '21-50' } });
});
