import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createApp } from '../../backend/src/app.js';
import { experimentsSchema } from '../../contract/experiment.js';
import { problemSchema } from '../../contract/errors.js';
import { adminPaths } from '../../contract/paths.js';
import { servicesOf } from '../support/won-leads.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { verifyAdmin } from '../support/verify-admin.js';

let world: World;
let server: Server;
let base: string;
beforeAll(async () => {
  world = await openWorld({ env: { PILOT_INLEAD_URL: 'https://inlead.example/account' } });
  server = createServer(createApp(servicesOf(world), verifyAdmin, world.metrics));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.close();
});

async function call(path: string, body?: unknown, token = 'admin') {
  const response = await fetch(base + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'x-auth-token': token, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
}
const pageOf = async (path: string, body?: unknown) => {
  const { status, answer } = await call(path, body);
  expect(status).toBe(200);
  return experimentsSchema.parse(answer).experiments;
};

const weights = { a: 1, b: 1 };
const pilot = { name: 'Piloto', subject: 'landing', target: 'go', weights };
const pace = { name: 'Ritmo', subject: 'delay', target: 'follow_up', weights };
const versions = { a: '', b: '0.5' };

test('nobody but an administrator sees or changes an experiment (R8.7)', async () => {
  for (const [path, body] of [
    [adminPaths.experiments, undefined],
    [adminPaths.experiments, { ...pace, versions }],
    [adminPaths.endExperiment, { id: 'x', stays: 'a' }],
    [adminPaths.noteExperiment, { id: 'x' }],
  ] as const) {
    expect((await call(path, body, 'executive')).status).toBe(403);
  }
  expect(await pageOf(adminPaths.experiments)).toEqual([]);
});

test.each([
  ['a target that is not there', { ...pace, target: 'nothing', versions }],
  ['two versions that are one', { ...pace, versions: { a: '0.5', b: '0.5' } }],
  ['a pace that is no number', { ...pace, versions: { a: '', b: 'rápido' } }],
  ['a pace that would flood the lead', { ...pace, versions: { a: '', b: '0.1' } }],
  [
    'a bot that Kommo does not have',
    { ...pace, subject: 'template', target: 'welcome', versions: { a: '', b: 'Nadie' } },
  ],
  ['no name', { ...pace, name: ' ', versions }],
  ['a weight of nothing', { ...pace, versions, weights: { a: 0, b: 1 } }],
])('%s is refused with what to do (R8.7)', async (_name, body) => {
  const { status, answer } = await call(adminPaths.experiments, body);
  expect(status).toBe(422);
  const [problem] = problemSchema.parse(answer).errors ?? [];
  expect(problem?.reason).not.toBe('');
  expect(problem?.remedy).not.toBe('');
});

test('an experiment is begun once, noted and ended, and each answer is the whole page (R8.7)', async () => {
  const [begun] = await pageOf(adminPaths.experiments, { ...pace, versions });
  expect(begun).toMatchObject({ ...pace, versions, endedAt: null, alarm: null });
  expect((await call(adminPaths.experiments, { ...pace, versions })).status).toBe(422);
  const id = begun?.id ?? '';
  const [ended] = await pageOf(adminPaths.endExperiment, { id, stays: 'a' });
  expect(ended).toMatchObject({ id, stays: 'a', endedAt: expect.any(String) });
  expect((await call(adminPaths.endExperiment, { id: 'unknown', stays: 'a' })).status).toBe(404);
});

test('the file keeps what an administrator typed from being run as a formula (R3.4)', async () => {
  const [begun] = await pageOf(adminPaths.experiments, { ...pilot, versions: { a: '', b: '' } });
  const costs = { currency: 'USD', shared: 100, own: { a: 0, b: 9 } };
  const listed = {
    maintenance: { a: '=HYPERLINK("https://x.example")', b: '+1' },
    flexibility: { a: '@SUM(A1)', b: '-2' },
    time: { a: 'Un "día", o dos', b: '' },
  };
  const pages = await pageOf(adminPaths.noteExperiment, { id: begun?.id, costs, listed });
  const [noted] = pages;
  expect(noted).toMatchObject({ costs, listed });
  const { csv } = z.object({ csv: z.string() }).parse(noted);
  expect(csv).toContain(`"Mantenimiento","'=HYPERLINK(""https://x.example"")","'+1",""`);
  expect(csv).toContain(`"Flexibilidad","'@SUM(A1)","'-2",""`);
  expect(csv).toContain(`"Tiempo","Un ""día"", o dos","",""`);
  expect(csv.startsWith('\ufeff"","A","B","B − A"\r\n')).toBe(true);
  const cells = csv.slice(1).split(/","|"\r\n"|^"/mu);
  expect(cells.filter((cell) => /^[=+\-@\t]/u.test(cell))).toEqual([]);
});

test('the page says what can be tried, in the reader’s language (R8.7)', async () => {
  const { answer } = await call(`${adminPaths.experiments}?language=pt`);
  const { targets } = experimentsSchema.parse(answer);
  expect(targets).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ subject: 'landing', target: 'go' }),
      { subject: 'conversation', target: 'payroll', label: 'Conversa: Nómina' },
      { subject: 'template', target: 'welcome', label: 'Modelo: welcome' },
      { subject: 'delay', target: 'follow_up', label: 'Ritmo do acompanhamento' },
    ]),
  );
});

test('who reads English reads the report in English (R3.4)', async () => {
  const [page] = await pageOf(`${adminPaths.experiments}?language=en`);
  expect(page?.verdict).toMatch(/^It is early: about \d+ leads/u);
  expect(page?.rows.map(({ what }) => what)).toContain('Cost per qualified lead');
  expect(page?.csv).toContain('"Cost per qualified lead"');
});
