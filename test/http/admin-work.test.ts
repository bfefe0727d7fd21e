import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createApp } from '../../backend/src/app.js';
import {
  deadLettersSchema,
  reconciliationSchema,
  replayRunSchema,
  workHistorySchema,
} from '../../contract/admin.js';
import { adminPaths, widgetPaths } from '../../contract/paths.js';
import { problemSchema } from '../../contract/errors.js';
import { goodTaxId, openWorkWorld } from '../operations/work-world.js';
import type { WorkWorld } from '../operations/work-world.js';
import { verifyAdmin } from '../support/verify-admin.js';

let work: WorkWorld;
let server: Server;
let base: string;

beforeAll(async () => {
  work = await openWorkWorld();
  server = createServer(createApp(work.services, verifyAdmin, work.world.metrics));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await work.close();
});

interface Call {
  readonly token?: string | null;
  readonly body?: unknown;
}

async function call(method: string, path: string, { token = 'admin', body }: Call = {}) {
  const response = await fetch(base + path, {
    method,
    headers: {
      ...(token === null ? {} : { 'x-auth-token': token }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

const nobody = ['00000000-0000-4000-8000-00000000dead'];
const bodies = {
  [adminPaths.replay]: { ids: nobody, dryRun: true },
  [adminPaths.discard]: { ids: nobody, reason: 'No aplica' },
  [adminPaths.repair]: { ids: nobody },
  [adminPaths.waiting]: { ids: nobody },
  [adminPaths.reconciliation]: {},
};

describe('only administrators (R9.2)', () => {
  const addresses: readonly (readonly [string, string])[] = [
    ['GET', adminPaths.deadLetters],
    ['GET', adminPaths.workHistory],
    ['GET', adminPaths.replay],
    ['GET', adminPaths.reconciliation],
    ['GET', adminPaths.waiting],
    ...Object.keys(bodies).map((path) => ['POST', path] as const),
  ];
  test.each(addresses)('%s %s', async (method, path) => {
    const body = method === 'POST' ? { body: bodies[path as keyof typeof bodies] } : {};
    const executive = await call(method, path, { token: 'executive', ...body });
    const stranger = await call(method, path, { token: null, ...body });
    expect([executive.status, problemSchema.parse(executive.body).code]).toEqual([
      403,
      'admin_only',
    ]);
    expect(stranger.status).toBe(401);
  });
});

describe('what cannot be done is a problem with a code', () => {
  test.each([
    [adminPaths.replay, { ids: nobody, dryRun: true }, 404, 'not_found'],
    [adminPaths.replay, { ids: nobody, dryRun: false }, 404, 'not_found'],
    [adminPaths.replay, { ids: [], dryRun: true }, 422, 'invalid_body'],
    [adminPaths.replay, { ids: nobody }, 422, 'invalid_body'],
    [adminPaths.discard, { ids: nobody, reason: 'No aplica' }, 404, 'not_found'],
    [adminPaths.discard, { ids: nobody, reason: ' ' }, 422, 'invalid_body'],
    [adminPaths.repair, { ids: nobody }, 404, 'not_found'],
    [adminPaths.repair, { ids: 'all' }, 422, 'invalid_body'],
  ])('%s %j', async (path, body, status, code) => {
    const answer = await call('POST', path, { body });
    expect([answer.status, problemSchema.parse(answer.body).code]).toEqual([status, code]);
  });

  test.each([
    ['POST', adminPaths.deadLetters],
    ['PUT', adminPaths.replay],
    ['GET', adminPaths.discard],
    ['DELETE', adminPaths.reconciliation],
    ['GET', adminPaths.repair],
  ])('%s %s', async (method, path) => {
    expect((await call(method, path)).status).toBe(405);
  });
});

describe('failed work over the wire (R6.2)', () => {
  let id: string;
  let index = 300;
  const list = async () =>
    deadLettersSchema.parse((await call('GET', `${adminPaths.deadLetters}?limit=5`)).body);
  beforeEach(async () => {
    index += 1;
    await work.parkHandOvers([index]);
    id = (await list()).items.at(-1)?.id ?? '';
  });

  test('listed, planned, corrected, replayed and followed to its end', async () => {
    const { total } = await list();
    const edits = { [id]: { taxId: goodTaxId } };

    const plan = await call('POST', adminPaths.replay, {
      body: { ids: [id], dryRun: true, edits },
    });
    expect(plan.status).toBe(200);
    expect(replayRunSchema.parse(plan.body).plan[0]?.changes).toHaveLength(1);
    expect((await list()).total).toBe(total);

    const started = await call('POST', adminPaths.replay, {
      body: { ids: [id], dryRun: false, edits },
    });
    expect(started.status).toBe(202);
    expect(replayRunSchema.parse(started.body)).toMatchObject({ total: 1 });
    await work.rest();
    const run = replayRunSchema.parse((await call('GET', adminPaths.replay)).body);
    expect(run).toMatchObject({ running: false, total: 1, done: 1, failed: 0 });
    expect((await list()).total).toBe(total - 1);
  });

  test('discarded with a reason', async () => {
    const { total } = await list();
    const body = { ids: [id], reason: 'El cliente se retiró' };
    const answer = await call('POST', adminPaths.discard, { body });
    expect(answer.status).toBe(200);
    expect(deadLettersSchema.parse(answer.body).total).toBe(total - 1);
    const history = await call('GET', adminPaths.workHistory);
    expect(workHistorySchema.parse(history.body).items[0]).toMatchObject({
      ...{ kind: 'discarded', by: 1001, reason: 'El cliente se retiró' },
    });
  });

  test('compared with Odoo on demand, and the difference repaired', async () => {
    // What stands in failed work is mended there; this one is in neither list.
    await work.world.pool.query('delete from dead_letters');
    const started = await call('POST', adminPaths.reconciliation);
    expect([started.status, reconciliationSchema.parse(started.body).running]).toEqual([202, true]);
    await work.rest();
    const found = reconciliationSchema.parse((await call('GET', adminPaths.reconciliation)).body);
    const ids = found.differences.map((one) => one.id);
    expect(found).toMatchObject({ running: false });
    expect(ids.length).toBeGreaterThan(0);
    const repaired = await call('POST', adminPaths.repair, { body: { ids } });
    expect(repaired.status).toBe(202);
    expect(reconciliationSchema.parse(repaired.body).differences).toEqual([]);
    await work.rest();
  });
});

describe('what waits', () => {
  test('is listed, and tried now, also where it waits no longer (R6.2)', async () => {
    const none = { items: [], total: 0 };
    expect(await call('GET', adminPaths.waiting)).toEqual({ status: 200, body: none });
    const body = { ids: nobody };
    expect(await call('POST', adminPaths.waiting, { body })).toEqual({ status: 200, body: none });
    const retried = await call('POST', widgetPaths.retry(1), { token: 'executive' });
    expect(retried).toEqual({ status: 202, body: { queued: 0 } });
  });
});
