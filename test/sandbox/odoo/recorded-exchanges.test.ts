import { describe, expect, test } from '@jest/globals';
import { withOdoo } from './odoo-client.js';

const versions = [17, 18, 19] as const;

describe.each(versions)('Odoo %d as recorded', (version) => {
  const isNew = version === 19;

  test('authenticate answers the uid, or false without an error', () =>
    withOdoo(version, async ({ rpc }) => {
      const login = ['sandbox', 'kommo-bot@example.com'];
      expect(await rpc('common', 'authenticate', [...login, 'sandbox-odoo', {}])).toEqual({
        jsonrpc: '2.0',
        id: 7,
        result: 5,
      });
      expect(await rpc('common', 'authenticate', [...login, 'wrong', {}])).toEqual({
        jsonrpc: '2.0',
        id: 7,
        result: false,
      });
      expect((await rpc('common', 'version', [])).result).toEqual({
        server_version: `${version}.0`,
        server_version_info: [version, 0, 0, 'final', 0, ''],
        server_serie: `${version}.0`,
        protocol_version: 1,
      });
      expect((await rpc('common', 'authenticate', ['nope', 'x', 'y', {}])).error.data.name).toBe(
        'psycopg2.OperationalError',
      );
    }));

  test('errors are an HTTP 200 whose code is noise and whose name tells', () =>
    withOdoo(version, async ({ rpc }) => {
      const answer = await rpc('object', 'execute_kw', [
        'sandbox',
        5,
        'wrong',
        'res.partner',
        'search',
        [[]],
      ]);
      expect(answer.error).toMatchObject({
        code: isNew ? 0 : 200,
        message: 'Odoo Server Error',
        data: {
          name: 'odoo.exceptions.AccessDenied',
          message: 'Access Denied',
          arguments: ['Access Denied'],
          context: {},
        },
      });
      expect(answer.error.data.debug).toMatch(/^Traceback/);
    }));

  test('a company, its contacts and what reading them shows', () =>
    withOdoo(version, async ({ execute }) => {
      const company = await execute('res.partner', 'create', [
        { name: 'Distribuidora Caribe SRL', is_company: true, vat: '131246796', country_id: 61 },
      ]);
      const people = await execute('res.partner', 'create', [
        [
          { name: 'Ana Pérez', parent_id: company, email: 'Ana@Caribe.example' },
          { name: 'Luis', parent_id: company },
        ],
      ]);
      expect([company, people]).toEqual([10, [11, 12]]);

      const found = await execute(
        'res.partner',
        'search_read',
        [[['email', '=ilike', 'ana@caribe.example']]],
        {
          fields: [
            'name',
            'parent_id',
            'email',
            'vat',
            'create_date',
            'function',
            'email_normalized',
          ],
          limit: 5,
        },
      );
      expect(found).toEqual([
        {
          id: 11,
          name: 'Ana Pérez',
          parent_id: [10, 'Distribuidora Caribe SRL'],
          email: 'Ana@Caribe.example',
          vat: '131246796',
          create_date: '2026-11-23 01:49:57',
          function: false,
          email_normalized: 'ana@caribe.example',
        },
      ]);
      expect(await execute('res.partner', 'read', [[999999]], { fields: ['name'] })).toEqual([]);
      expect(await execute('res.partner', 'write', [[99999999], { name: 'x' }])).toMatchObject({
        name: 'odoo.exceptions.MissingError',
        message:
          'Record does not exist or has been deleted.\n(Record: res.partner(99999999,), User: 5)',
      });
    }));

  test('a lead gets the bot, the first stage and the sales team', () =>
    withOdoo(version, async ({ execute }) => {
      const id = await execute('crm.lead', 'create', [
        {
          name: 'Kommo 123',
          type: 'lead',
          contact_name: 'Ana Pérez',
          expected_revenue: 150000.5,
          referred: 'Kommo lead 123',
        },
      ]);
      const [lead] = await execute('crm.lead', 'read', [[id]]);
      expect(lead).toMatchObject({
        id: 1,
        type: 'lead',
        stage_id: [1, 'New'],
        team_id: [1, 'Sales'],
        user_id: [5, 'Kommo Bot'],
        probability: 0,
        expected_revenue: 150000.5,
        partner_id: false,
      });
      expect('mobile' in lead).toBe(!isNew);
      expect('won_status' in lead).toBe(isNew);
    }));

  test('won is a stage, not a name, and created there its closing date depends on the version', () =>
    withOdoo(version, async ({ execute }) => {
      const [won] = await execute('crm.stage', 'search', [[['is_won', '=', true]]]);
      const [first, second] = await execute('crm.lead', 'create', [
        [{ name: 'A', stage_id: won }, { name: 'B' }],
      ]);
      const [direct] = await execute('crm.lead', 'read', [[first]], { fields: ['date_closed'] });
      expect(direct.date_closed).toBe(isNew ? '2026-11-23 01:49:57' : false);

      expect(await execute('crm.lead', 'action_set_won', [[second]])).toBe(true);
      const [moved] = await execute('crm.lead', 'read', [[second]], {
        fields: ['date_closed', 'probability', 'stage_id'],
      });
      expect(moved).toEqual({
        id: second,
        date_closed: '2026-11-23 01:49:57',
        probability: 100,
        stage_id: [4, 'Won'],
      });
    }));

  test.each([
    [
      'an unknown field',
      'create',
      [{ name: 'x', x_kommo_id: 1 }],
      'builtins.ValueError',
      isNew
        ? "Invalid field 'x_kommo_id' in 'crm.lead'"
        : "Invalid field 'x_kommo_id' on model 'crm.lead'",
    ],
    [
      'a wrong selection',
      'create',
      [{ name: 'x', type: 'zzz' }],
      'builtins.ValueError',
      "Wrong value for crm.lead.type: 'zzz'",
    ],
    [
      'no name',
      'create',
      [{ type: 'lead' }],
      'odoo.exceptions.ValidationError',
      isNew
        ? "The operation cannot be completed: Missing required value for the field 'Opportunity' (name)."
        : 'The operation cannot be completed:\n- Create/update: a mandatory field is not set.',
    ],
    [
      'an ISO date',
      'create',
      [{ name: 'x', date_closed: '2026-01-01T10:00:00Z' }],
      'builtins.ValueError',
      'time data',
    ],
    [
      'text for a link',
      'create',
      [{ name: 'x', partner_id: 'Ana' }],
      'psycopg2.errors.InvalidTextRepresentation',
      'invalid input syntax',
    ],
    [
      'bare ids for tags',
      'create',
      [{ name: 'x', tag_ids: [1] }],
      'builtins.ValueError',
      'Wrong value for crm.lead.tag_ids: [1]',
    ],
    ['an unknown method', 'nope', [[1]], 'builtins.AttributeError', 'nope'],
    ['a private method', '_write', [[1]], 'odoo.exceptions.AccessError', 'Private methods'],
  ])('%s is refused by the recorded name', (_name, method, args, exception, message) =>
    withOdoo(version, async ({ execute }) => {
      const data = await execute('crm.lead', method, args);
      expect(data.name).toBe(exception);
      expect(data.message).toContain(message);
    }),
  );

  test('a missing model and a taken tag', () =>
    withOdoo(version, async ({ execute }) => {
      expect(await execute('x.nope', 'search', [[]])).toMatchObject({
        name: 'odoo.exceptions.UserError',
        message: "Object x.nope doesn't exist",
      });
      await execute('crm.tag', 'create', [{ name: 'Kommo' }]);
      expect(await execute('crm.tag', 'create', [{ name: 'Kommo' }])).toMatchObject({
        name: 'odoo.exceptions.ValidationError',
        message: 'The operation cannot be completed: Tag name already exists!',
      });
    }));

  test('a bot without the sales group is told which groups may', () =>
    withOdoo(version, async ({ execute, control }) => {
      await control('switches', { groups: ['base.group_user'] });
      const data = await execute('crm.lead', 'create', [{ name: 'x' }]);
      expect(data.name).toBe('odoo.exceptions.AccessError');
      expect(data.message).toMatch(
        /^You are not allowed to create 'Lead(\/Opportunity)?' \(crm\.lead\) records\.\n\nThis operation is allowed for the following groups:\n\t- Sales/,
      );
      expect(
        await execute('crm.lead', 'check_access_rights', ['create'], { raise_exception: false }),
      ).toBe(false);
    }));

  test('message_post escapes unless told, sanitises, keeps the date and mails nobody', () =>
    withOdoo(version, async ({ execute, look }) => {
      const partner = await execute('res.partner', 'create', [
        { name: 'Ana', email: 'ana@caribe.example' },
      ]);
      const lead = await execute('crm.lead', 'create', [{ name: 'x', partner_id: partner }]);
      const hostile =
        '<p>Hola <b>mundo</b></p><script>alert(1)</script><a href="javascript:x" onclick="y">z</a>';
      const note = { message_type: 'comment', subtype_xmlid: 'mail.mt_note' };
      const flagged = await execute('crm.lead', 'message_post', [[lead]], {
        ...note,
        body: hostile,
        body_is_html: true,
        date: '2025-12-01 10:00:00',
        message_id: '<k-1@x>',
      });
      const plain = await execute('crm.lead', 'message_post', [[lead]], { ...note, body: hostile });
      expect([flagged, plain]).toEqual(isNew ? [[1], [2]] : [1, 2]);

      const stored = await execute('mail.message', 'search_read', [[['res_id', '=', lead]]], {
        fields: ['body', 'date', 'message_id', 'subtype_id'],
        order: 'id',
      });
      expect(stored[0]).toEqual({
        id: 1,
        body: '<p>Hola <b>mundo</b></p><a>z</a>',
        date: '2025-12-01 10:00:00',
        message_id: '<k-1@x>',
        subtype_id: [2, 'Note'],
      });
      expect(stored[1].body).toMatch(/^<p>&lt;p&gt;Hola &lt;b&gt;/);
      expect(await look('mailed')).toEqual([]);

      await execute('crm.lead', 'message_post', [[lead]], {
        body: 'x',
        subtype_xmlid: 'mail.mt_comment',
      });
      expect(await look('mailed')).toMatchObject([{ to: ['ana@caribe.example'] }]);
    }));

  test("a lead's phone and e-mail overwrite the customer's", () =>
    withOdoo(version, async ({ execute }) => {
      const partner = await execute('res.partner', 'create', [
        { name: 'Ana', email: 'ana@caribe.example', phone: '809-555-0101' },
      ]);
      const lead = await execute('crm.lead', 'create', [{ name: 'x', partner_id: partner }]);
      expect(
        await execute('crm.lead', 'read', [[lead]], { fields: ['email_from', 'phone'] }),
      ).toEqual([{ id: lead, email_from: 'ana@caribe.example', phone: '809-555-0101' }]);
      await execute('crm.lead', 'write', [[lead], { phone: '809-555-0199' }]);
      expect(
        (await execute('res.partner', 'read', [[partner]], { fields: ['phone'] }))[0].phone,
      ).toBe('809-555-0199');
    }));

  test('a language must be installed and an archived record is hidden unless asked for', () =>
    withOdoo(version, async ({ execute }) => {
      const data = await execute('res.partner', 'create', [{ name: 'x' }], {
        context: { lang: 'es_DO' },
      });
      expect(data).toMatchObject({
        name: 'odoo.exceptions.UserError',
        message: 'Invalid language code: es_DO',
      });
      const id = await execute('res.partner', 'create', [{ name: 'Viejo', active: false }]);
      expect(await execute('res.partner', 'search', [[['name', '=', 'Viejo']]])).toEqual([]);
      expect(
        await execute('res.partner', 'search', [[['name', '=', 'Viejo']]], {
          context: { active_test: false },
        }),
      ).toEqual([id]);
    }));

  test('a template becomes a project with its tasks', () =>
    withOdoo(version, async ({ execute }) => {
      const copied = isNew
        ? await execute('project.project', 'action_create_from_template', [
            [1],
            { name: 'Caribe', partner_id: 1 },
          ])
        : await execute('project.project', 'copy', [[1], { name: 'Caribe', partner_id: 1 }]);
      expect(copied).toEqual(version === 17 ? 5 : [5]);
      const tasks = await execute('project.task', 'search_read', [[['project_id', '=', 5]]], {
        fields: ['name', 'partner_id'],
      });
      expect(tasks).toHaveLength(4);
      expect(tasks[0].partner_id).toBe(false);
      expect(
        'is_template' in
          (await execute('project.project', 'fields_get', [], { attributes: ['type'] })),
      ).toBe(isNew);
    }));

  test('an order is confirmed once and starts the project its product asks for', () =>
    withOdoo(version, async ({ execute }) => {
      const order = await execute('sale.order', 'create', [
        {
          partner_id: 1,
          client_order_ref: 'KOMMO-123',
          order_line: [[0, 0, { product_id: 5, product_uom_qty: 2, price_unit: 100 }]],
        },
      ]);
      expect(await execute('sale.order', 'action_confirm', [[order]])).toBe(true);
      const again = await execute('sale.order', 'action_confirm', [[order]]);
      expect(again).toMatchObject({
        name: 'odoo.exceptions.UserError',
        message: 'Some orders are not in a state requiring confirmation.',
      });
      const [read] = await execute('sale.order', 'read', [[order]], {
        fields: ['name', 'state', 'amount_total', 'project_ids'],
      });
      expect(read).toEqual({
        id: order,
        name: 'S00001',
        state: 'sale',
        amount_total: 200,
        project_ids: [5],
      });
      expect((await execute('sale.order', 'unlink', [[order]])).name).toBe(
        'odoo.exceptions.AccessError',
      );
    }));
});
