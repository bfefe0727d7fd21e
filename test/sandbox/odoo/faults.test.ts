import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startOdooStandIn } from '../../../sandbox/odoo/server.js';
import { createOdooClient, withOdoo } from './odoo-client.js';

const create = [{ name: 'Ana' }];
const clock = () => new Date('2026-11-23T01:49:57Z');

describe('faults', () => {
  test.each([
    ['drop-before', 0],
    ['drop-after-commit', 1],
  ])('%s ends the connection with %d records made', (kind, made) =>
    withOdoo(19, async ({ execute, control }) => {
      await control('faults', { kind, match: 'res.partner.create', times: 1 });
      await expect(execute('res.partner', 'create', create)).rejects.toThrow();
      expect(await execute('res.partner', 'search_count', [[['name', '=', 'Ana']]])).toBe(made);
    }),
  );

  test.each([
    ['502', 502],
    ['504', 504],
    ['429', 429],
    ['html-200', 200],
    ['redirect', 303],
  ])('%s is a page where JSON was expected', (kind, status) =>
    withOdoo(19, async ({ post, control }) => {
      await control('faults', { kind });
      const response = await post('/jsonrpc', {
        params: { service: 'common', method: 'version', args: [] },
      });
      expect([response.status, response.headers.get('content-type')]).toEqual([
        status,
        'text/html; charset=utf-8',
      ]);
    }),
  );

  test.each([
    ['serialization', 500, 'psycopg2.errors.SerializationFailure'],
    ['pool-full', 500, 'psycopg2.pool.PoolError'],
    ['out-of-connections', 500, 'psycopg2.OperationalError'],
    ['key-expired', 401, 'werkzeug.exceptions.Unauthorized'],
    ['access-error', 403, 'odoo.exceptions.AccessError'],
    ['validation', 422, 'odoo.exceptions.ValidationError'],
  ])('%s is the exception Odoo raises', (kind, status, name) =>
    withOdoo(19, async ({ json2, control, look }) => {
      await control('faults', { kind, match: 'res.partner.*', times: 1 });
      const answer = await json2('res.partner/create', { vals_list: create });
      expect([answer.status, answer.body.name]).toEqual([status, name]);
      expect((await json2('res.partner/create', { vals_list: create })).status).toBe(200);
      expect(await look('faults')).toEqual([]);
    }),
  );

  test('a rejected key makes authenticate answer false', () =>
    withOdoo(18, async ({ rpc, control }) => {
      await control('faults', { kind: 'key-expired' });
      expect(
        (
          await rpc('common', 'authenticate', [
            'sandbox',
            'kommo-bot@example.com',
            'sandbox-odoo',
            {},
          ])
        ).result,
      ).toBe(false);
    }));

  test('a missing module takes its models and fields away until the faults are cleared', () =>
    withOdoo(19, async ({ execute, control, url }) => {
      await control('faults', [
        { kind: 'missing-module:project' },
        { kind: 'missing-module:sale_project' },
      ]);
      expect(await execute('project.project', 'search', [[]])).toMatchObject({
        message: "Object project.project doesn't exist",
      });
      expect('service_tracking' in (await execute('product.product', 'fields_get', []))).toBe(
        false,
      );
      await fetch(`${url}/sandbox/faults`, { method: 'DELETE' });
      expect(await execute('project.project', 'search_count', [[]])).toBe(4);
    }));

  test('an unknown fault is refused, and every call is listed without its key', () =>
    withOdoo(19, async ({ post, execute, look }) => {
      expect((await post('/sandbox/faults', { kind: 'earthquake' })).status).toBe(422);
      await execute('res.partner', 'create', create);
      const requests = await look('requests');
      expect(requests).toMatchObject([
        { transport: 'jsonrpc', call: 'res.partner.create', status: 200, error: null, fault: null },
      ]);
      expect(JSON.stringify(requests)).not.toContain('sandbox-odoo');
    }));
});

describe('what lasts', () => {
  test('a second start finds records, external ids, version and switches; reset forgets them', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'odoo-'));
    try {
      const first = await startOdooStandIn({ port: 0, version: 18, dataDir, clock });
      const before = createOdooClient(first.url);
      await before.execute('res.partner', 'load', [
        ['id', 'name'],
        [['__kommo__.contact_1', 'Ana']],
      ]);
      await before.control('switches', { addon: true });
      await before.control('version', { version: 17 });
      await first.close();
      expect(await readdir(dataDir)).toEqual(['odoo.json']);

      const second = await startOdooStandIn({ port: 0, dataDir, clock });
      const after = createOdooClient(second.url);
      expect(await after.look('state')).toMatchObject({ version: 17, switches: { addon: true } });
      expect(
        (
          await after.execute('res.partner', 'load', [
            ['id', 'name'],
            [['__kommo__.contact_1', 'Ana']],
          ])
        ).ids,
      ).toEqual([10]);
      expect(await after.control('reset', {})).toMatchObject({
        version: 19,
        switches: { addon: false },
      });
      expect(await after.execute('res.partner', 'search_count', [[['name', '=', 'Ana']]])).toBe(0);
      await second.close();
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});
