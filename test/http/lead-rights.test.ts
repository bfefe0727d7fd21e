import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createApp } from '../../backend/src/app.js';
import { adminPaths } from '../../contract/paths.js';
import { problemSchema } from '../../contract/errors.js';
import { saying } from '../support/in-spanish.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { openWorld, until } from '../support/world.js';
import type { World } from '../support/world.js';

const own = { view: 'M', edit: 'M', add: 'A', delete: 'D', export: 'D' };
const everything = { view: 'A', edit: 'A', add: 'A', delete: 'D', export: 'D' };

let now = new Date('2026-11-23T12:00:00Z');
let world: World;
let companion: Served;
let ramons: number;
let yokastas: number;

beforeAll(async () => {
  world = await openWorld({ clock: () => now });
  const verify = (token: string) =>
    // "1003 admin": what the token said when the page was opened.
    Promise.resolve({
      userId: Number.parseInt(token, 10),
      isAdmin: token === '1001' || token.endsWith(' admin'),
    });
  companion = await serve(createApp(world.services, verify, world.metrics));
  [ramons, yokastas] = await addLeads(1002, 1003);
  await world.work();
});
afterAll(async () => {
  await companion.close();
  await world.close();
});
/** Nothing is remembered from the test before. */
beforeEach(async () => {
  now = new Date(now.getTime() + 13 * 60 * 60_000);
  await world.kommo('/sandbox/faults', { method: 'DELETE' });
  await setUser(1002, { lead_rights: own, is_active: true, group_id: 0, status_rights: [] });
  await setUser(1003, { lead_rights: everything, group_id: 0, is_admin: false });
});

const setUser = (id: number, body: Readonly<Record<string, unknown>>) =>
  world.kommo(`/sandbox/users/${id}`, { method: 'POST', body });

const created = z.object({ _embedded: z.object({ leads: z.array(z.object({ id: z.number() })) }) });
async function addLeads(...responsible: readonly [number, number]): Promise<[number, number]> {
  const body = responsible.map((id) => ({ name: `Lead de ${id}`, responsible_user_id: id }));
  const answer = created.parse(await world.kommo('/api/v4/leads', { method: 'POST', body }));
  const [first, second] = answer._embedded.leads;
  return [first?.id ?? 0, second?.id ?? 0];
}

async function ask(user: number, path: string, method = 'GET', body?: unknown) {
  const response = await fetch(`${companion.url}/widget/v1/leads/${path}`, {
    method,
    headers: { 'x-auth-token': String(user), 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, answer };
}

const reasonOf = ({ answer }: { readonly answer: unknown }) => problemSchema.parse(answer).detail;

const task = { text: 'Llamar al cliente', dueAt: '2026-12-31T15:00:00.000Z' };

test('who sees only own leads in Kommo sees no card of another, and is told who can allow it (R8.2)', async () => {
  expect((await ask(1002, `${ramons}/card`)).status).toBe(200);
  const refused = await ask(1002, `${yokastas}/card`);
  expect(refused.status).toBe(403);
  expect(reasonOf(refused)).toContain('no tiene permiso para ver este lead');
  expect((await ask(1002, `${yokastas}/odoo/preview`)).status).toBe(403);
  expect((await ask(1003, `${ramons}/card`)).status).toBe(200);
});

test('who may see a lead and not edit it records no answer, adds no task, hands nothing over and hurries nothing (R8.2)', async () => {
  await setUser(1002, { lead_rights: { ...everything, edit: 'M' } });
  expect((await ask(1002, `${yokastas}/card`)).status).toBe(200);
  const feedback = { model: 'pre', total: 0, expected: 'higher', reason: 'Es cliente conocido' };
  // Only said, and changes no lead.
  expect((await ask(1002, `${yokastas}/feedback`, 'POST', feedback)).status).not.toBe(403);
  for (const [path, method, body] of [
    ['answers', 'PATCH', { answers: { companySize: '21-50' } }],
    ['tasks', 'POST', task],
    ['odoo', 'POST', { reason: 'Firmó en papel' }],
    ['retry', 'POST', {}],
  ] as const) {
    const refused = await ask(1002, `${yokastas}/${path}`, method, body);
    expect([path, refused.status]).toEqual([path, 403]);
    expect(reasonOf(refused)).toContain('no tiene permiso para editar este lead');
  }
  expect((await ask(1002, `${ramons}/tasks`, 'POST', task)).status).toBe(204);
});

test('an address that spells the id another way is looked at as well (R8.2)', async () => {
  for (const spelt of [
    `${yokastas}.0`,
    `%3${String(yokastas)[0]}${String(yokastas).slice(1)}`,
    `0x${yokastas.toString(16)}`,
  ]) {
    const { status } = await ask(1002, `${spelt}/card`);
    expect([spelt, status]).toEqual([spelt, 403]);
  }
});

test('a recalculation leaves out what the user may not edit (R8.2)', async () => {
  const { status, answer } = await ask(1002, 'recalculate', 'POST', {
    leadIds: [ramons, yokastas],
  });
  expect([status, answer]).toEqual([202, { queued: 1 }]);
});

test("a group's leads are its members', and a stage has rights of its own (R8.2)", async () => {
  await setUser(1002, { lead_rights: { ...own, view: 'G', edit: 'G' }, group_id: 5 });
  await setUser(1003, { group_id: 5 });
  expect((await ask(1002, `${yokastas}/card`)).status).toBe(200);

  const lead = z
    .object({ pipeline_id: z.number(), status_id: z.number() })
    .parse(await world.kommo(`/api/v4/leads/${yokastas}`));
  const stage = { ...lead, entity_type: 'leads', rights: { ...own, view: 'D' } };
  await setUser(1002, { status_rights: [{ ...stage }] });
  now = new Date(now.getTime() + 60_001);
  expect((await ask(1002, `${yokastas}/card`)).status).toBe(403);
});

test('a user who is unknown or deactivated is refused, within a minute of it (R8.2)', async () => {
  const unknown = await ask(4711, `${ramons}/card`);
  expect([unknown.status, reasonOf(unknown)]).toEqual([
    403,
    saying('Su usuario no está en la cuenta de Kommo.'),
  ]);
  expect((await ask(1002, `${ramons}/card`)).status).toBe(200);
  await setUser(1002, { is_active: false });
  now = new Date(now.getTime() + 60_001);
  const inactive = await ask(1002, `${ramons}/card`);
  expect(inactive.status).toBe(403);
  expect(reasonOf(inactive)).toContain('desactivado');
});

const openAdmin = async (): Promise<readonly [number, string]> => {
  const response = await fetch(companion.url + adminPaths.deadLetters, {
    headers: { 'x-auth-token': '1003 admin' },
  });
  const { code = '' } = problemSchema.partial().parse(await response.json());
  return [response.status, code];
};

test.each([
  ['is no administrator any more', { is_admin: false }, 'admin_only'],
  ['was deactivated', { is_active: false }, 'forbidden'],
])(
  "who %s is refused by the administrators' pages within a minute, whatever the token still says (R8.2)",
  async (_name, change, code) => {
    await setUser(1003, { is_admin: true, is_active: true });
    expect(await openAdmin()).toEqual([200, '']);
    await setUser(1003, change);
    now = new Date(now.getTime() + 60_001);
    expect(await openAdmin()).toEqual([403, code]);
    await setUser(1003, { is_admin: true, is_active: true });
    now = new Date(now.getTime() + 60_001);
    expect(await openAdmin()).toEqual([200, '']);
  },
);

test('an administrator who was never asked about gets in while Kommo is down, to mend it (R8.2)', async () => {
  await world.kommo('/sandbox/faults', {
    method: 'POST',
    body: { kind: '500', match: '/api/v4/users' },
  });
  expect(await openAdmin()).toEqual([200, '']);
});

const requests = z.array(z.object({ path: z.string() }));
const countOf = async (part: string) =>
  requests.parse(await world.kommo('/sandbox/requests')).filter(({ path }) => path.includes(part))
    .length;

test('rights cost one call a minute for a user, however many cards are opened (R8.2)', async () => {
  await world.kommo('/sandbox/requests', { method: 'DELETE' });
  await Promise.all(Array.from({ length: 10 }, () => ask(1002, `${ramons}/card`)));
  await ask(1002, `${ramons}/card`);
  expect(await countOf('/users/1002')).toBe(1);
});

test('while Kommo is down, what it said last counts; who was never seen is told so, an administrator goes on (R8.2)', async () => {
  expect((await ask(1002, `${ramons}/card`)).status).toBe(200);
  now = new Date(now.getTime() + 60_001);
  await world.kommo('/sandbox/faults', {
    method: 'POST',
    body: { kind: '500', match: '/api/v4/users' },
  });
  expect((await ask(1002, `${ramons}/card`)).status).toBe(200);
  expect((await ask(1002, `${yokastas}/card`)).status).toBe(403);

  const stranger = await ask(1003, `${ramons}/card`);
  expect(stranger.status).toBe(503);
  expect(reasonOf(stranger)).toContain('no se puede comprobar');
  expect((await ask(1001, `${ramons}/card`)).status).toBe(200);
  await until('a first look at the lead', () => world.services.store.snapshots.find(ramons));
});

test('a token that may not read users opens nothing and says what to do (R8.2)', async () => {
  await world.kommo('/sandbox/faults', {
    method: 'POST',
    body: { kind: '403-scope', match: '/api/v4/users' },
  });
  const refused = await ask(1002, `${ramons}/card`);
  expect([refused.status, reasonOf(refused)]).toEqual([
    503,
    expect.stringContaining('Un administrador debe conectar la cuenta otra vez'),
  ]);
});
