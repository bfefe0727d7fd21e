import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { createApp } from '../../backend/src/app.js';
import { readExports } from '../../backend/src/operations/exports/read-exports.js';
import { exportsSchema } from '../../contract/exports.js';
import { adminPaths } from '../../contract/paths.js';
import { openWorkWorld } from '../operations/work-world.js';
import type { WorkWorld } from '../operations/work-world.js';
import { inSpanish } from '../support/in-spanish.js';
import { serve } from '../support/serve.js';
import type { Served } from '../support/serve.js';
import { verifyAdmin } from '../support/verify-admin.js';
import { until } from '../support/world.js';

let work: WorkWorld;
let served: Served;
let folder: string;
let recipient: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exports-page-'));
  recipient = await identityToRecipient(await generateX25519Identity());
  work = await openWorkWorld({ env: { DATA_DIR: folder, EXPORT_RECIPIENT: recipient } });
  served = await serve(createApp(work.services, verifyAdmin, work.world.metrics));
});
afterAll(async () => {
  await served.close();
  await work.close();
  await rm(folder, { recursive: true, force: true });
});

async function call(method: 'GET' | 'POST', token = 'admin') {
  const response = await fetch(served.url + adminPaths.exports, {
    method,
    headers: { 'x-auth-token': token },
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
}
const ended = () =>
  until('no export runs', async () => {
    const page = exportsSchema.parse((await call('GET')).answer);
    return page.running ? null : page;
  });

test('before the first one it says when it comes; executives see nothing of it (R8.3)', async () => {
  const page = exportsSchema.parse((await call('GET')).answer);
  expect(page).toMatchObject({ recipient, exports: [], running: false });
  expect(page.problem).toMatch(/03:00/u);
  expect((await call('GET', 'executive')).status).toBe(403);
  expect((await call('POST', 'executive')).status).toBe(403);
});

test('one that is asked for runs behind the page, and stands there with its rows and size and the way back (R8.3)', async () => {
  const begun = await call('POST');
  expect(begun.status).toBe(202);
  expect(exportsSchema.parse(begun.answer)).toMatchObject({
    running: true,
    exports: [{ state: 'running', by: 'user:1001' }],
  });
  const page = await ended();
  const [made] = page.exports;
  expect(page.problem).toBeNull();
  expect(made).toMatchObject({ state: 'done', failure: null });
  expect(made?.rows).toBeGreaterThan(0);
  expect(made?.bytes).toBeGreaterThan(0);
  expect(page.restore.command).toContain(made?.folder);
  expect(await readdir(path.join(folder, 'exports', made?.folder ?? ''))).toContain(
    'manifest.json',
  );
});

test('one that was cut short is made by the next run of the queue, and a dead one is called so (R8.3)', async () => {
  await work.world.pool.query(
    `insert into exports (id, folder, asked_by, started_at) values ('dead', 'dead', 'night', now() - interval '1 hour')`,
  );
  const id = await work.services.exports.begin('user:1001');
  // As it lies where the process died behind the last step.
  await work.services.exports.run(id);
  await work.world.pool.query(`update exports set state = 'running' where id = $1`, [id]);
  await work.services.exports.run(id);
  const all = await work.services.exports.list(10);
  expect(all.find((one) => one.id === id)).toMatchObject({ state: 'done' });
  expect(all.find((one) => one.id === 'dead')).toMatchObject({
    state: 'failed',
    failure: 'cut short',
  });
});

test('one that failed says what is wrong and what to do (R8.3)', async () => {
  const before = path.join(folder, 'exports');
  await rm(before, { recursive: true });
  await writeFile(before, 'no folder');
  await call('POST');
  const page = await ended();
  expect(page.exports[0]).toMatchObject({ state: 'failed' });
  expect(page.problem).toMatch(/falló.*espacio en disco/u);
  await rm(before);
});

test('where no key is set, nothing is made and the page says how to get one (R8.3)', async () => {
  const { exports: made } = work.services;
  const open = { ...work.services, exports: { ...made, isSealed: false, recipient: null } };
  expect(inSpanish((await readExports(open)).problem)).toMatch(/npm run export -- key/u);
});
