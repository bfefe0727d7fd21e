import { describe, expect, test } from '@jest/globals';
import { withOdoo } from './odoo-client.js';

describe('JSON-2', () => {
  test.each([
    [17, 404, null],
    [18, 303, '/web/login?redirect=%2Fjson%2F2%2Fres.users%2Fcontext_get'],
  ] as const)('Odoo %d has no such API and says so in HTML', (version, status, location) =>
    withOdoo(version, async ({ post, url }) => {
      const response = await post(
        '/json/2/res.users/context_get',
        {},
        { Authorization: 'bearer sandbox-odoo' },
      );
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toMatch(/text\/html/);
      expect(response.headers.get('location')).toBe(location);
      expect((await fetch(`${url}/web/version`)).status).toBe(404);
    }),
  );

  test('bare results, and a list for every new record', () =>
    withOdoo(19, async ({ json2, url }) => {
      expect(await (await fetch(`${url}/web/version`)).json()).toEqual({
        version_info: [19, 0, 0, 'final', 0, ''],
        version: '19.0',
      });
      expect(await json2('res.users/context_get', {})).toEqual({
        status: 200,
        body: { lang: 'en_US', tz: false, uid: 5 },
      });
      expect(await json2('res.partner/create', { vals_list: [{ name: 'Ana' }] })).toEqual({
        status: 200,
        body: [10],
      });
      expect(await json2('res.partner/write', { ids: [10], vals: { name: 'Ana P.' } })).toEqual({
        status: 200,
        body: true,
      });
      expect(await json2('res.partner/message_post', { ids: [10], body: 'hola' })).toEqual({
        status: 200,
        body: [1],
      });
      expect(await json2('project.project/copy', { ids: [1] })).toEqual({ status: 200, body: [5] });
    }));

  test.each([
    [
      'vals for vals_list',
      'res.partner/create',
      { vals: { name: 'x' } },
      422,
      "missing a required argument: 'vals_list'",
    ],
    [
      'ids on a model method',
      'res.partner/search',
      { ids: [1], domain: [] },
      422,
      "unexpected keyword argument 'ids'",
    ],
    [
      'no ids on message_post',
      'crm.lead/message_post',
      { body: 'x' },
      500,
      'Expected singleton: crm.lead()',
    ],
    ['an unknown model', 'x.nope/search', { domain: [] }, 404, "the model 'x.nope' does not exist"],
    ['an unknown method', 'crm.lead/nope', {}, 404, "the method 'crm.lead.nope' does not exist"],
    [
      'an unknown field',
      'res.partner/create',
      { vals_list: [{ name: 'x', mobile: '1' }] },
      500,
      "Invalid field 'mobile' in 'res.partner'",
    ],
    [
      'a required field',
      'crm.lead/create',
      { vals_list: [{}] },
      422,
      "Missing required value for the field 'Opportunity' (name)",
    ],
    [
      'a deleted record',
      'res.partner/write',
      { ids: [999], vals: {} },
      404,
      'Record does not exist or has been deleted.',
    ],
    [
      'no right',
      'product.product/create',
      { vals_list: [{ name: 'x' }] },
      403,
      "You are not allowed to create 'Product Variant'",
    ],
  ])('%s', (_name, call, body, status, message) =>
    withOdoo(19, async ({ json2 }) => {
      const answer = await json2(call, body);
      expect(answer.status).toBe(status);
      expect(answer.body.message).toContain(message);
      expect(Object.keys(answer.body)).toEqual([
        'name',
        'message',
        'arguments',
        'context',
        'debug',
      ]);
    }),
  );

  test('a key that is unknown, and a second one while they are changed', () =>
    withOdoo(19, async ({ json2, post, control }) => {
      const response = await post(
        '/json/2/res.users/context_get',
        {},
        { Authorization: 'Bearer nope' },
      );
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await response.json()).toMatchObject({
        name: 'werkzeug.exceptions.Unauthorized',
        message: 'Invalid apikey',
        arguments: ['Invalid apikey', 401],
      });

      await control('switches', { keys: ['sandbox-odoo', 'new-key'] });
      expect(
        (await json2('res.users/context_get', {}, { Authorization: 'BEARER new-key' })).status,
      ).toBe(200);
      await control('switches', { keys: ['new-key'] });
      expect((await json2('res.users/context_get', {})).status).toBe(401);
    }));

  test('what is wrong before the call: content type, JSON, database', () =>
    withOdoo(19, async ({ post, control }) => {
      const key = { Authorization: 'bearer sandbox-odoo' };
      const call = '/json/2/res.users/context_get';
      expect((await post(call, '{}', { ...key, 'Content-Type': 'text/plain' })).status).toBe(415);
      expect((await post(call, '{no', key)).status).toBe(400);
      expect((await post(call, {}, { ...key, 'X-Odoo-Database': 'other' })).status).toBe(404);
      await control('switches', { multiDatabase: true });
      const response = await post(call, {}, key);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('No database is selected');
      expect((await post(call, {}, { ...key, 'X-Odoo-Database': 'sandbox' })).status).toBe(200);
    }));
});

describe('JSON-RPC at its edges', () => {
  test.each([
    [17, 400],
    [18, 400],
    [19, 415],
  ] as const)('Odoo %d refuses a body that is not called JSON with %d', (version, status) =>
    withOdoo(version, async ({ post }) => {
      expect((await post('/jsonrpc', '{}', { 'Content-Type': 'text/plain' })).status).toBe(status);
      const malformed = await post('/jsonrpc', '{no');
      expect([malformed.status, await malformed.text()]).toEqual([
        400,
        expect.stringContaining('Invalid JSON data'),
      ]);
      expect((await post('/xmlrpc/2/common', '')).status).toBe(404);
    }),
  );
});
