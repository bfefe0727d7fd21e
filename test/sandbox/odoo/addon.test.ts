import { describe, expect, test } from '@jest/globals';
import { withOdoo } from './odoo-client.js';
import type { OdooClient } from './odoo-client.js';

const versions = [17, 18, 19] as const;
const key = { Authorization: 'Bearer sandbox-odoo' };
const lead = {
  kommo_ref: 'kommo-lead-123',
  customer: {
    name: 'Distribuidora Caribe SRL',
    is_company: true,
    vat: '131246796',
    country_code: 'DO',
    contact: { name: 'Ana Pérez', email: 'ana@caribe.example', phone: '+18095550101' },
  },
  opportunity: {
    name: 'Caribe: Contabilidad',
    expected_revenue: 15000,
    source: 'Facebook',
    tags: ['Contabilidad'],
  },
  custom_fields: [{ label: 'Empleados', value: '<6-20>' }],
  history: [{ ref: 'm1', date: '2026-11-01 10:00:00', author: 'Ana', text: 'Hola <b>' }],
  project: { name: 'Caribe', template_id: 1 },
};
const send = async ({ post }: OdooClient, body: unknown, headers: Record<string, string> = key) => {
  const response = await post('/api/crm/leads', body, headers);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe.each(versions)('the REST endpoint on Odoo %d', (version) => {
  test('stock Odoo has none', () =>
    withOdoo(version, async ({ post }) => {
      const response = await post('/api/crm/leads', lead, key);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        404,
        'text/html; charset=utf-8',
      ]);
    }));

  test('one call makes customer, contact, opportunity, project and notes; the second finds them (R5.5)', () =>
    withOdoo(version, async (odoo) => {
      await odoo.control('switches', { addon: true });
      const ids = {
        customer_id: 10,
        contact_id: 11,
        lead_id: 1,
        project_id: 5,
        contract_id: null,
        kommo_ref: 'kommo-lead-123',
      };
      expect(await send(odoo, lead)).toEqual({ status: 201, body: { ...ids, created: true } });
      expect(await send(odoo, lead, { 'X-API-Key': 'sandbox-odoo' })).toEqual({
        status: 200,
        body: { ...ids, created: false },
      });

      const [made] = await odoo.execute('crm.lead', 'read', [[1]], {
        fields: ['stage_id', 'partner_id', 'description', 'kommo_ref'],
      });
      expect(made).toMatchObject({
        stage_id: [4, 'Won'],
        partner_id: [11, 'Distribuidora Caribe SRL, Ana Pérez'],
        kommo_ref: 'kommo-lead-123',
      });
      expect(made.description).toContain('&lt;6-20&gt;');
      const notes = await odoo.execute(
        'mail.message',
        'search_read',
        [[['model', '=', 'crm.lead']]],
        { fields: ['body', 'date'] },
      );
      expect(notes).toEqual([
        { id: 1, body: '<p><b>Ana</b><br>Hola &lt;b&gt;</p>', date: '2026-11-01 10:00:00' },
      ]);
      expect(await odoo.look('mailed')).toEqual([]);
    }));

  test('a tax id this version refuses becomes a note', () =>
    withOdoo(version, async (odoo) => {
      await odoo.control('switches', { addon: true });
      const cedula = '00113918205';
      const customer = { name: 'Luis Marte', vat: cedula, country_code: 'DO' };
      expect((await send(odoo, { ...lead, customer })).status).toBe(201);
      const [made] = await odoo.execute('res.partner', 'read', [[10]], {
        fields: ['vat', 'comment'],
      });
      expect(made).toEqual(
        version === 19
          ? { id: 10, vat: cedula, comment: false }
          : { id: 10, vat: false, comment: `<p>RNC o cédula: ${cedula}</p>` },
      );
    }));

  test('eight at once make one lead; who lost may try again', () =>
    withOdoo(version, async (odoo) => {
      await odoo.control('switches', { addon: true, latencyMs: 1_000 });
      const answers = await Promise.all(Array.from({ length: 8 }, () => send(odoo, lead)));
      expect(answers.map(({ status }) => status).sort()).toEqual([
        201,
        ...Array<number>(7).fill(409),
      ]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
        error: 'concurrent_request',
        retryable: true,
      });
      expect((await send(odoo, lead)).body).toMatchObject({ lead_id: 1, created: false });
      expect(await odoo.execute('crm.lead', 'search_count', [[]])).toBe(1);
    }));

  test('every refusal has its own status and leaves nothing behind', () =>
    withOdoo(version, async (odoo) => {
      await odoo.control('switches', { addon: true });
      const statusOf = async (body: unknown, headers = key) => {
        const answer = await send(odoo, body, headers);
        return [answer.status, answer.body['error'], answer.body['field']];
      };
      expect(await statusOf(lead, { Authorization: 'Bearer nope' })).toEqual([
        401,
        'invalid_key',
        undefined,
      ]);
      expect(await statusOf('{no')).toEqual([400, 'invalid_json', undefined]);
      expect(await statusOf('x'.repeat(1_000_001))).toEqual([413, 'too_large', undefined]);
      expect(await statusOf({ ...lead, opportunity: {} })).toEqual([
        422,
        'invalid_request',
        'opportunity.name',
      ]);
      await odoo.control('faults', { kind: 'validation', match: 'addon.leads', times: 1 });
      expect(await statusOf(lead)).toEqual([422, 'rejected', undefined]);
      expect(await statusOf({ ...lead, project: { name: 'x', template_id: 999 } })).toEqual([
        422,
        'missing_record',
        undefined,
      ]);
      await odoo.control('switches', { groups: ['base.group_user'] });
      expect(await statusOf(lead)).toEqual([403, 'access_denied', undefined]);
      expect(await odoo.look('records/crm.lead')).toEqual([]);
      expect(await odoo.look('records/res.partner')).toHaveLength(9);
    }));
});
