import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { readDeadLetters } from '../../../backend/src/operations/failed-work/dead-letters.js';
import {
  countFailures,
  watchFailures,
} from '../../../backend/src/operations/alerts/watch-failures.js';
import { AppError } from '../../../backend/src/errors.js';
import type { Services } from '../../../backend/src/services.js';
import { deliver, wonLeads } from '../../support/won-leads.js';
import { until } from '../../support/world.js';
import { openWorkWorld } from '../work-world.js';
import type { WorkWorld } from '../work-world.js';

let work: WorkWorld;
afterEach(() => work.close());

interface Line {
  readonly level: number;
  readonly code?: unknown;
}

/** The services with a log that a test can read. */
function listening(): { readonly services: Services; readonly lines: Line[] } {
  const lines: Line[] = [];
  const write = (line: string) => {
    const { level, code } = JSON.parse(line) as Line;
    if (code !== undefined) lines.push({ level, code });
  };
  return { services: { ...work.services, log: pino({ level: 'warn' }, { write }) }, lines };
}

/** Dead letters of a step that no longer exists. */
const bury = (count: number) =>
  work.world.pool.query(
    `insert into dead_letters (id, step, key, data, code, message, attempts, failed_at)
     select gen_random_uuid()::text, 'old-step', gen_random_uuid()::text, '{}', 'internal', '', 1, now()
     from generate_series(1, $1)`,
    [count],
  );
const dig = (count: number) =>
  work.world.pool.query(
    'delete from dead_letters where id in (select id from dead_letters limit $1)',
    [count],
  );

const alertOf = async () => (await readDeadLetters(work.services, 1)).alert;

test('alerts come at 50, 70, 90 and 100 % of the limit, once each until it falls below (R6.2)', async () => {
  work = await openWorkWorld();
  const { services, lines } = listening();
  const raised = async () => (await watchFailures(services)).map(({ level }) => level);

  await bury(9);
  expect([await raised(), await alertOf()]).toEqual([[], null]);
  await bury(1);
  expect([await raised(), await alertOf()]).toEqual([[50], 50]);
  await bury(3);
  expect(await raised()).toEqual([]);
  await bury(1);
  expect([await raised(), await alertOf()]).toEqual([[70], 70]);
  await bury(6);
  // Two processes look at the same moment.
  const both = await Promise.all([raised(), raised()]);
  expect(both.flat().sort()).toEqual([100, 90]);
  expect(await alertOf()).toBe(100);
  await bury(5);
  expect(await raised()).toEqual([]);

  await dig(10);
  expect([await raised(), await alertOf()]).toEqual([[], 70]);
  await bury(5);
  expect(await raised()).toEqual([90, 100]);

  expect(lines).toEqual([
    { level: 40, code: 'alert_dead_letters_50' },
    { level: 40, code: 'alert_dead_letters_70' },
    { level: 40, code: 'alert_dead_letters_90' },
    { level: 50, code: 'alert_dead_letters_100' },
    { level: 40, code: 'alert_dead_letters_90' },
    { level: 50, code: 'alert_dead_letters_100' },
  ]);
});

describe('an integration that keeps failing', () => {
  const failure = (code: 'odoo_unreachable' | 'odoo_rejected' | 'kommo_blocked') => ({
    kind: 'failed' as const,
    error: new AppError(code, 'It failed.'),
  });
  const done = { kind: 'done' as const, next: [] };

  test('is counted apart from single leads, and a success starts again (R6.2)', async () => {
    work = await openWorkWorld({ env: { FAILURES_IN_A_ROW: '4' } });
    const { services } = work;
    const raised = async () =>
      (await watchFailures(services)).map(({ subject, level }) => `${subject} ${level}`);

    await countFailures(services, 'send-to-odoo', [
      failure('odoo_rejected'),
      failure('odoo_unreachable'),
    ]);
    expect(await raised()).toEqual([]);
    await countFailures(services, 'send-to-odoo', [failure('odoo_unreachable')]);
    expect(await raised()).toEqual(['odoo 50']);
    await countFailures(services, 'look-again', [
      failure('kommo_blocked'),
      failure('kommo_blocked'),
    ]);
    expect(await raised()).toEqual(['kommo 50']);
    await countFailures(services, 'send-to-odoo', [failure('odoo_unreachable'), done]);
    expect(await services.store.alerts.failures()).toEqual({ kommo: 0, odoo: 0, meta: 0 });
    // All is clear, told once.
    expect(await raised()).toEqual(['kommo 0', 'odoo 0']);
    expect(await raised()).toEqual([]);
    expect(await services.store.alerts.open()).toEqual([]);
  });

  test('is noticed by the queue itself', async () => {
    work = await openWorkWorld();
    await work.world.odoo('/sandbox/faults', { method: 'POST', body: { kind: '502' } });
    const [id = 0] = await wonLeads(work.world, work.services, [1]);
    await work.services.enqueue('send-to-odoo', {
      ...{ kommoLeadId: id, requestId: `request-${id}` },
    });
    for (let looks = 0; looks < 100; looks += 1) {
      if ((await work.services.store.alerts.failures()).odoo > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await work.services.store.alerts.failures()).odoo).toBeGreaterThan(0);
  });

  test('is noticed where a step throws for all of its jobs', async () => {
    work = await openWorkWorld();
    await work.world.kommo('/sandbox/faults', { method: 'POST', body: { kind: '403-html' } });
    await work.services.enqueue('look-again', {
      ...{ kommoLeadId: 1, action: 'update', requestId: 'r' },
    });
    for (let looks = 0; looks < 100; looks += 1) {
      if ((await work.services.store.alerts.failures()).kommo > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await work.services.store.alerts.failures()).kommo).toBeGreaterThan(0);
  });
});

test('an alert is posted to the firm’s address (R6.2)', async () => {
  const got: unknown[] = [];
  const signed: IncomingHttpHeaders[] = [];
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      got.push(body);
      signed.push(request.headers);
      // The first try fails: the receiver knows the second by its id.
      response.writeHead(got.length === 1 ? 503 : 200).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  work = await openWorkWorld({
    env: {
      FAILURE_LIMIT: '2',
      ALERT_WEBHOOK_URL: `http://127.0.0.1:${port}/alerts`,
      ALERT_WEBHOOK_SECRET: secret,
    },
  });
  await bury(1);
  await watchFailures(work.services);
  await until('the second try came', () => Promise.resolve(got.length >= 2));
  await work.rest();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));

  const [first = '', second] = got.map(String);
  expect(second).toBe(first);
  expect(JSON.parse(first)).toMatchObject({
    ...{ subject: 'dead_letters', level: 50, count: 1, limit: 2 },
    text: 'Trabajos fallidos por resolver: 1 de 2 (50 %). Abra «Trabajo fallido» en la página de administración y resuelva o descarte cada uno.',
  });
  const [one, other] = signed;
  expect(one?.['webhook-id']).toBe(other?.['webhook-id']);
  const content = [one?.['webhook-id'], one?.['webhook-timestamp'], first].join('.');
  const expected = createHmac('sha256', Buffer.alloc(32, 7)).update(content).digest('base64');
  expect(one?.['webhook-signature']).toBe(`v1,${expected}`);
});

test('a failed hand-over that another request brought to its end is put away', async () => {
  work = await openWorkWorld();
  const [id = 0] = await work.parkHandOvers([1]);
  const values = [{ field_code: 'TAX_ID', values: [{ value: '1-31-24679-6' }] }];
  const body = { custom_fields_values: values };
  await work.world.kommo(`/api/v4/leads/${id}`, { method: 'PATCH', body });
  // As the card's button does.
  await work.services.store.handOvers.request(id, 'user:1002', 'another-request');
  expect(await deliver(work.services, [id])).toMatchObject([{ kind: 'done' }]);

  await watchFailures(work.services);

  expect(await work.services.deadLetterQueue.countDeadLetters()).toBe(0);
});

test('what nears its limit is told at each level once, over restarts too, and when all is clear (R8.5)', async () => {
  let now = new Date('2026-11-28T12:00:00Z');
  work = await openWorkWorld({
    clock: () => now,
    env: { WHATSAPP_PEOPLE_PER_DAY: '10' },
  });
  const { store } = work.services;
  let disk = 80;
  let expiresAt: string | null = null;
  const connection = await work.services.connection.read();
  const services: Services = {
    ...work.services,
    readDisk: () => Promise.resolve({ used: disk, total: 100 }),
    connection: {
      ...work.services.connection,
      read: () => Promise.resolve({ ...connection, expiresAt }),
    },
  };
  const told = async () =>
    (await watchFailures(services)).map(({ subject, level }) => `${subject} ${level}`).sort();
  const reach = async (people: number) => {
    for (let person = 0; person < people; person += 1) {
      const phone = `+180955501${String(10 + person)}`;
      const asked = {
        key: `k${person}`,
        phone,
        kommoLeadId: person,
        purpose: 'new',
        most: 10,
      } as const;
      await store.templateSends.ask(asked, now);
    }
  };
  expect(await told()).toEqual([]);
  await reach(7);
  expect(await told()).toEqual(['whatsapp 50', 'whatsapp 70']);
  // Another process, or this one after a restart: the database knows what was told.
  expect(await told()).toEqual([]);
  await reach(10);
  disk = 98;
  expiresAt = new Date(now.getTime() + 10 * 86_400_000).toISOString();
  expect(await told()).toEqual([
    ...['disk 100', 'disk 90', 'kommo_token 90', 'whatsapp 100', 'whatsapp 90'],
  ]);
  now = new Date(now.getTime() + 25 * 3_600_000);
  [disk, expiresAt] = [50, null];
  expect(await told()).toEqual(['disk 0', 'kommo_token 0', 'whatsapp 0']);
  expect(await told()).toEqual([]);
});
