import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestSandbox } from './start.js';
import type { TestSandbox } from './start.js';

let kommo: TestSandbox;
beforeAll(async () => {
  kommo = await startTestSandbox();
});
beforeEach(async () => {
  await kommo.post('/sandbox/reset', {});
  await kommo.post('/sandbox/limits', { perSecond: 0, perAccount: 0 });
});
afterAll(() => kommo.close());

const turn = (name: string) => kommo.post('/sandbox/switches', { [name]: true });
const firstError = (answer: { at(path: string): unknown }) => [
  answer.at('validation-errors.0.errors.0.code'),
  answer.at('validation-errors.0.errors.0.path'),
];
const field = (fields: Record<string, unknown>) =>
  kommo.post('/api/v4/leads/custom_fields', [{ name: 'Campo', type: 'text', ...fields }]);

describe('custom fields', () => {
  test('the predefined ones are there with their kinds', async () => {
    const contacts = await kommo.get('/api/v4/contacts/custom_fields');
    expect(contacts.at('_embedded.custom_fields')).toEqual([
      expect.objectContaining({ code: 'POSITION', type: 'text' }),
      expect.objectContaining({
        code: 'PHONE',
        type: 'multitext',
        is_predefined: true,
        is_deletable: false,
      }),
      expect.objectContaining({
        code: 'EMAIL',
        enums: ['WORK', 'PRIV', 'OTHER'].map((code) => expect.objectContaining({ code })),
      }),
    ]);
    const leads = await kommo.get('/api/v4/leads/custom_fields?filter[type][]=tracking_data');
    expect(JSON.stringify(leads.body)).toContain('UTM_CAMPAIGN');
    expect(leads.at('_embedded.custom_fields.0.group_id')).toBe('statistic');
  });

  test('a field is created with 201 and its whole model; options have ids of their own', async () => {
    const made = await field({
      type: 'select',
      code: 'SERVICE_TYPE',
      enums: [
        { value: 'A', sort: 1 },
        { value: 'B', sort: 2 },
      ],
      is_api_only: true,
      required_statuses: [{ pipeline_id: 8_572_511, status_id: 142 }],
    });
    expect(made.status).toBe(201);
    expect(made.at('_embedded.custom_fields.0')).toMatchObject({
      ...{
        code: 'SERVICE_TYPE',
        entity_type: 'leads',
        is_api_only: true,
        request_id: '0',
        is_deletable: true,
      },
      enums: [
        { id: expect.any(Number), value: 'A', sort: 1 },
        { id: expect.any(Number), value: 'B', sort: 2 },
      ],
    });
    expect(made.at('_embedded.custom_fields.0.enums.0.id')).not.toBe(
      made.at('_embedded.custom_fields.0.enums.1.id'),
    );
  });

  test.each([
    ['no name', { name: undefined }, ['FieldMissing', 'name']],
    ['an unknown type', { type: 'colour' }, ['NotSupportedChoice', 'type']],
    ['a choice without options', { type: 'select' }, ['FieldMissing', 'enums']],
    ['an unknown group', { group_id: 'leads_1' }, ['NotSupportedChoice', 'group_id']],
    ['a code that is taken', { code: 'UTM_SOURCE' }, ['NotUnique', 'code']],
  ])('%s is refused', async (_name, fields, expected) => {
    const answer = await field(fields);
    expect([answer.status, ...firstError(answer)]).toEqual([400, ...expected]);
  });

  test('options are replaced as a whole: kept by id, new without one, removed when left out', async () => {
    const made = await field({ type: 'select', enums: [{ value: 'A' }, { value: 'B' }] });
    const id = made.id('_embedded.custom_fields.0.id');
    const a = made.id('_embedded.custom_fields.0.enums.0.id');
    const many = await kommo.patch('/api/v4/leads/custom_fields', [
      { id, enums: [{ id: a, value: 'A' }, { value: 'C' }] },
    ]);
    expect(many.at('_embedded.custom_fields.0.enums')).toEqual({
      0: expect.objectContaining({ id: a, value: 'A' }),
      1: expect.objectContaining({ value: 'C' }),
    });
    const one = await kommo.patch(`/api/v4/leads/custom_fields/${id}`, { name: 'Otro' });
    expect(one.at('enums')).toEqual([
      expect.objectContaining({ value: 'A' }),
      expect.objectContaining({ value: 'C' }),
    ]);
    const foreign = await kommo.patch(`/api/v4/leads/custom_fields/${id}`, {
      enums: [{ id: 1, value: 'X' }],
    });
    expect(firstError(foreign)).toEqual(['NotSupportedChoice', 'enums.0.id']);
    await turn('missing-enums-kept');
    await turn('enums-always-array');
    const kept = await kommo.patch('/api/v4/leads/custom_fields', [
      { id, enums: [{ value: 'D' }] },
    ]);
    expect(kept.at('_embedded.custom_fields.0.enums')).toHaveLength(3);
  });

  test('a field is deleted, unless it is predefined or the switch forbids it', async () => {
    const id = (await field({})).id('_embedded.custom_fields.0.id');
    expect((await kommo.call('DELETE', `/api/v4/leads/custom_fields/${id}`)).status).toBe(204);
    expect((await kommo.get(`/api/v4/leads/custom_fields/${id}`)).status).toBe(404);
    expect((await kommo.call('DELETE', '/api/v4/leads/custom_fields/1100001')).status).toBe(400);
    await turn('field-delete-refused');
    expect((await kommo.call('DELETE', '/api/v4/leads/custom_fields/1100001')).status).toBe(405);
  });

  test('groups have ids that are strings', async () => {
    const made = await kommo.post('/api/v4/leads/custom_fields/groups', [
      { name: 'Calificación', sort: 5 },
    ]);
    const id = String(made.at('_embedded.custom_field_groups.0.id'));
    expect(id).toMatch(/^leads_\d+$/);
    expect((await field({ group_id: id })).status).toBe(201);
    expect((await field({ group_id: 'default' })).status).toBe(201);
    expect((await kommo.get(`/api/v4/leads/custom_fields/groups/${id}`)).at('name')).toBe(
      'Calificación',
    );
    expect((await kommo.call('DELETE', `/api/v4/leads/custom_fields/groups/${id}`)).status).toBe(
      204,
    );
  });
});

describe('field values', () => {
  const types = {
    ...{
      text: 'TXT',
      textarea: 'AREA',
      url: 'URL',
      numeric: 'NUM',
      monetary: 'MON',
      checkbox: 'FLAG',
    },
    ...{
      date: 'DATE',
      date_time: 'TIME',
      birthday: 'BORN',
      smart_address: 'PLACE',
      legal_entity: 'FIRM',
    },
  };
  beforeEach(async () => {
    await kommo.post('/api/v4/leads/custom_fields', [
      ...Object.entries(types).map(([type, code]) => ({ name: code, type, code })),
      {
        name: 'Uno',
        type: 'select',
        code: 'ONE',
        enums: [{ value: 'A', code: 'a' }, { value: 'B' }],
      },
      {
        name: 'Varios',
        type: 'multiselect',
        code: 'MANY',
        enums: [{ value: 'A' }, { value: 'B' }],
      },
    ]);
  });

  const write = (field_code: string, ...values: unknown[]) =>
    kommo.post('/api/v4/leads', [{ custom_fields_values: [{ field_code, values }] }]);

  test.each([
    ['TXT', { value: 'x' }, { value: 'x' }],
    ['URL', { value: 'https://f.example' }, { value: 'https://f.example' }],
    ['NUM', { value: 78 }, { value: '78' }],
    ['NUM', { value: '78.5' }, { value: '78.5' }],
    ['MON', { value: 1500 }, { value: '1500' }],
    ['FLAG', { value: true }, { value: true }],
    ['DATE', { value: 1_790_000_000 }, { value: 1_790_000_000 }],
    ['DATE', { value: '2026-09-21T14:13:20+00:00' }, { value: 1_790_000_000 }],
    ['TIME', { value: '2026-09-21T10:13:20-04:00' }, { value: 1_790_000_000 }],
    ['ONE', { value: 'B' }, { value: 'B', enum_id: expect.any(Number), enum_code: null }],
    ['ONE', { enum_code: 'a' }, { value: 'A', enum_id: expect.any(Number), enum_code: 'a' }],
    [
      'PLACE',
      { value: 'Santo Domingo', enum_code: 'city' },
      { value: 'Santo Domingo', enum_id: 3, enum_code: 'city' },
    ],
    [
      'FIRM',
      { value: { name: 'La Fe SRL', entity_type: 1 } },
      { value: { name: 'La Fe SRL', entity_type: 1 } },
    ],
  ])('%s takes %j and gives %j', async (code, given, read) => {
    const made = await write(code, given);
    const lead = await kommo.get(`/api/v4/leads/${made.id('_embedded.leads.0.id')}`);
    expect(lead.at('custom_fields_values.0.values')).toEqual([read]);
    expect(lead.at('custom_fields_values.0.field_code')).toBe(code);
  });

  test.each([
    ['TXT', { value: 5 }, ['InvalidType', '.values.0.value']],
    ['TXT', {}, ['FieldMissing', '.values.0.value']],
    ['NUM', { value: 'muchos' }, ['InvalidType', '.values.0.value']],
    ['FLAG', { value: 'sí' }, ['InvalidType', '.values.0.value']],
    ['DATE', { value: '21/09/2026' }, ['InvalidType', '.values.0.value']],
    ['ONE', { value: 'a' }, ['NotSupportedChoice', '.values.0.value']],
    ['ONE', { enum_id: 1 }, ['NotSupportedChoice', '.values.0.enum_id']],
    ['ONE', { enum_code: 'z' }, ['NotSupportedChoice', '.values.0.enum_code']],
    ['MANY', { value: 'C' }, ['NotSupportedChoice', '.values.0.value']],
    ['PLACE', { value: 'x', enum_code: 'planet' }, ['NotSupportedChoice', '.values.0.enum_code']],
    ['NOTHING', { value: 'x' }, ['NotSupportedChoice', '.field_code']],
  ])('%s refuses %j', async (code, given, [error, path]) => {
    expect(firstError(await write(code, given))).toEqual([
      error,
      `custom_fields_values.0${String(path)}`,
    ]);
  });

  test('one value where one is meant, many where many are', async () => {
    expect(firstError(await write('ONE', { value: 'A' }, { value: 'B' }))).toEqual([
      'TooLong',
      'custom_fields_values.0.values',
    ]);
    expect((await write('MANY', { value: 'A' }, { value: 'B' })).status).toBe(200);
  });

  test('a field sent is replaced whole, the others stay, null or nothing clears it', async () => {
    const made = await kommo.post('/api/v4/leads', [
      {
        custom_fields_values: [
          { field_code: 'TXT', values: [{ value: 'x' }] },
          { field_code: 'NUM', values: [{ value: 1 }] },
        ],
      },
    ]);
    const id = made.id('_embedded.leads.0.id');
    const patch = (values: unknown) =>
      kommo.patch(`/api/v4/leads/${id}`, { custom_fields_values: [{ field_code: 'TXT', values }] });
    const codes = async () => {
      const values = (await kommo.get(`/api/v4/leads/${id}`)).at('custom_fields_values');
      return Array.isArray(values)
        ? values.map((one: { field_code: string }) => one.field_code)
        : values;
    };
    await patch(null);
    expect(await codes()).toEqual(['NUM']);
    await patch([{ value: 'y' }]);
    await patch([]);
    expect(await codes()).toEqual(['NUM']);
    await turn('null-values-refused');
    await turn('empty-values-refused');
    expect((await patch(null)).status).toBe(400);
    expect((await patch([])).status).toBe(400);
  });

  test('the page may not write a field that is for the API only', async () => {
    const made = await field({ code: 'ODOO_URL', type: 'url', is_api_only: true });
    const field_id = made.id('_embedded.custom_fields.0.id');
    const id = (await kommo.post('/api/v4/leads', [{}])).id('_embedded.leads.0.id');
    const body = { custom_fields_values: [{ field_id, values: [{ value: 'https://f.example' }] }] };
    const page = await kommo.call('PATCH', `/api/v4/leads/${id}`, body, {
      cookie: 'sandbox_user=1002',
    });
    expect(firstError(page)).toEqual(['NotSupportedChoice', 'custom_fields_values.0.field_id']);
    expect((await kommo.patch(`/api/v4/leads/${id}`, body)).status).toBe(200);
  });

  test('the custom field filter works only where the account has it', async () => {
    const made = await write('TXT', { value: 'x' });
    await kommo.post('/api/v4/leads', [{}]);
    const id = (await kommo.get(`/api/v4/leads/${made.id('_embedded.leads.0.id')}`)).id(
      'custom_fields_values.0.field_id',
    );
    const path = `/api/v4/leads?filter[custom_fields_values][${id}][]=x`;
    expect((await kommo.get(path)).at('_embedded.leads')).toHaveLength(2);
    await turn('field-filter-enabled');
    expect((await kommo.get(path)).at('_embedded.leads')).toHaveLength(1);
  });
});

describe('pipelines and stages', () => {
  const pipeline = (
    fields: Record<string, unknown> = {},
    statuses: unknown[] = [{ name: 'Uno', sort: 100, color: '#fffeb2' }],
  ) =>
    kommo.post('/api/v4/leads/pipelines', [
      {
        name: 'Servicios',
        sort: 5,
        is_main: false,
        is_unsorted_on: true,
        ...fields,
        _embedded: { statuses },
      },
    ]);

  test('a pipeline comes with incoming, won and lost; sort is renumbered; 142 is renamed by id', async () => {
    const made = await pipeline({}, [
      { name: 'Dos', sort: 200 },
      { name: 'Uno', sort: 100 },
      { id: 142, name: 'Ganado' },
    ]);
    expect(made.status).toBe(200);
    expect(made.at('_embedded.pipelines.0._embedded.statuses')).toEqual([
      expect.objectContaining({ type: 1, sort: 10, color: '#c1c1c1', is_editable: false }),
      expect.objectContaining({ name: 'Uno', sort: 20, type: 0, is_editable: true }),
      expect.objectContaining({ name: 'Dos', sort: 30 }),
      expect.objectContaining({
        id: 142,
        name: 'Ganado',
        sort: 10_000,
        color: '#CCFF66',
        is_editable: false,
      }),
      expect.objectContaining({ id: 143, sort: 11_000, color: '#D5D8DB' }),
    ]);
  });

  test.each([
    [
      'a colour off the palette',
      {},
      [{ name: 'x', sort: 1, color: '#123456' }],
      ['NotSupportedChoice', '_embedded.statuses.0.color'],
    ],
    ['no name', { name: undefined }, [], ['FieldMissing', 'name']],
    ['no is_main', { is_main: undefined }, [], ['FieldMissing', 'is_main']],
  ])('%s is refused', async (_name, fields, statuses, expected) => {
    expect(firstError(await pipeline(fields, statuses))).toEqual(expected);
  });

  test('only one pipeline is the main one; the last and a used one stay', async () => {
    const id = (await pipeline({ is_main: true })).id('_embedded.pipelines.0.id');
    const all = await kommo.get('/api/v4/leads/pipelines');
    expect([
      all.at('_total_items'),
      all.at('_embedded.pipelines.0.is_main'),
      all.at('_embedded.pipelines.1.is_main'),
    ]).toEqual([2, false, true]);
    const lead = (await kommo.post('/api/v4/leads', [{}])).id('_embedded.leads.0.id');
    expect((await kommo.get(`/api/v4/leads/${lead}`)).at('pipeline_id')).toBe(id);
    const remove = (which: number) => kommo.call('DELETE', `/api/v4/leads/pipelines/${which}`);
    expect((await remove(id)).status).toBe(400);
    expect((await remove(8_572_511)).body).toEqual({});
    expect((await kommo.get('/api/v4/leads/pipelines')).at('_total_items')).toBe(1);
    expect((await remove(id)).status).toBe(400);
  });

  test('a pipeline is read at the root, or wrapped with the switch, and changed with an object', async () => {
    expect((await kommo.get('/api/v4/leads/pipelines/8572511')).at('name')).toBe('Pipeline');
    expect(
      (await kommo.patch('/api/v4/leads/pipelines/8572511', { name: 'Ventas' })).at('name'),
    ).toBe('Ventas');
    expect((await kommo.patch('/api/v4/leads/pipelines/8572511', [{ name: 'x' }])).status).toBe(
      400,
    );
    await turn('pipeline-read-wrapped');
    expect(
      (await kommo.get('/api/v4/leads/pipelines/8572511')).at('_embedded.pipelines.0.name'),
    ).toBe('Ventas');
  });

  test('fifty pipelines and a hundred stages are the most', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, sort) => ({
        name: `n${sort}`,
        sort,
        is_main: false,
        is_unsorted_on: true,
      }));
    expect((await kommo.post('/api/v4/leads/pipelines', many(49))).status).toBe(200);
    expect((await pipeline()).status).toBe(400);
    await turn('limits-answer-422');
    expect((await pipeline()).status).toBe(422);
    const statuses = (count: number) =>
      Array.from({ length: count }, (_, sort) => ({ name: `s${sort}`, sort }));
    expect(
      (await kommo.post('/api/v4/leads/pipelines/8572511/statuses', statuses(94))).status,
    ).toBe(200);
    expect((await kommo.post('/api/v4/leads/pipelines/8572511/statuses', statuses(1))).status).toBe(
      422,
    );
  });

  test('stages are added, described, changed and removed; their leads go to the first one', async () => {
    const path = '/api/v4/leads/pipelines/8572511/statuses';
    const made = await kommo.post(path, [
      {
        name: 'Nueva',
        sort: 35,
        color: '#87f2c0',
        descriptions: [{ level: 'newbie', description: 'x' }],
      },
    ]);
    expect(made.at('_embedded.statuses.0')).toMatchObject({
      name: 'Nueva',
      sort: 40,
      request_id: '0',
    });
    const id = made.id('_embedded.statuses.0.id');
    expect((await kommo.get(`${path}/${id}?with=descriptions`)).at('descriptions.0.level')).toBe(
      'newbie',
    );
    expect((await kommo.patch(`${path}/${id}`, { name: 'Renombrada' })).at('name')).toBe(
      'Renombrada',
    );
    expect((await kommo.patch(`${path}/142`, { name: 'Ganado' })).at('name')).toBe('Ganado');
    expect((await kommo.patch(`${path}/142`, { color: '#fffeb2' })).status).toBe(400);
    const lead = (await kommo.post('/api/v4/leads', [{ status_id: id }])).id(
      '_embedded.leads.0.id',
    );
    expect((await kommo.call('DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await kommo.get(`/api/v4/leads/${lead}`)).at('status_id')).toBe(67_548_607);
    expect((await kommo.call('DELETE', `${path}/142`)).status).toBe(400);
  });

  test('loss reasons are listed, added, renamed and removed', async () => {
    const path = '/api/v4/leads/loss_reasons';
    const id = (await kommo.post(path, [{ name: 'Se fue' }])).id('_embedded.loss_reasons.0.id');
    expect((await kommo.get(path)).at('_total_items')).toBe(3);
    expect((await kommo.patch(`${path}/${id}`, { name: 'Otro' })).at('name')).toBe('Otro');
    const lead = (await kommo.post('/api/v4/leads', [{ status_id: 143, loss_reason_id: id }])).id(
      '_embedded.leads.0.id',
    );
    expect(
      (await kommo.get(`/api/v4/leads/${lead}?with=loss_reason`)).at(
        '_embedded.loss_reason.0.name',
      ),
    ).toBe('Otro');
    expect((await kommo.call('DELETE', `${path}/${id}`)).status).toBe(204);
  });
});

describe('the account and what hangs on it', () => {
  test('the account tells what is asked for', async () => {
    const account = await kommo.get(
      '/api/v4/account?with=task_types,users_groups,amojo_id,version,datetime_settings,drive_url',
    );
    expect(account.body).toMatchObject({
      ...{
        id: 30_000_001,
        subdomain: 'sandbox',
        currency: 'DOP',
        country: 'DO',
        current_user_id: 1001,
        version: 12,
      },
      _embedded: {
        task_types: [
          { id: 1, code: 'FOLLOW_UP' },
          { id: 2, code: 'MEETING' },
        ],
        users_groups: [{ id: 0 }],
      },
    });
    expect((await kommo.get('/api/v4/account')).at('_embedded')).toEqual({});
  });

  test('users have rights; at most ten are added at once', async () => {
    const users = await kommo.get('/api/v4/users');
    expect(users.at('_total_items')).toBe(3);
    expect(users.at('_embedded.users.0.rights')).toMatchObject({ is_admin: true, is_active: true });
    expect((await kommo.get('/api/v4/users/1002')).at('rights.is_admin')).toBe(false);
    const person = (index: number) => ({ name: 'Nuevo', email: `n${index}@firma.example` });
    expect((await kommo.post('/api/v4/users', [person(1)])).status).toBe(201);
    expect(
      (
        await kommo.post(
          '/api/v4/users',
          Array.from({ length: 11 }, (_, index) => person(index)),
        )
      ).status,
    ).toBe(422);
  });

  test('sources are unique by external_id and 204 when there are none', async () => {
    expect((await kommo.get('/api/v4/sources')).status).toBe(204);
    const made = await kommo.post('/api/v4/sources', [{ name: 'Sitio', external_id: 'site' }]);
    expect(made.at('_embedded.sources.0.external_id')).toBe('site');
    expect(
      firstError(await kommo.post('/api/v4/sources', [{ name: 'Sitio', external_id: 'site' }])),
    ).toEqual(['NotUnique', 'external_id']);
    expect(
      (await kommo.call('DELETE', `/api/v4/sources/${made.id('_embedded.sources.0.id')}`)).status,
    ).toBe(204);
  });

  test('an incoming form is accepted into a stage or declined', async () => {
    const metadata = {
      form_id: '1',
      form_name: 'f',
      form_page: 'https://f.example',
      form_sent_at: 1,
      ip: '127.0.0.1',
      referer: '',
    };
    const form = {
      source_uid: 'u',
      source_name: 's',
      metadata,
      _embedded: { leads: [{ name: 'x' }], contacts: [{ name: 'Ana' }] },
    };
    const made = await kommo.post('/api/v4/leads/unsorted/forms', [form, form]);
    const [one, two] = [
      String(made.at('_embedded.unsorted.0.uid')),
      String(made.at('_embedded.unsorted.1.uid')),
    ];
    const lead = made.id('_embedded.unsorted.0._embedded.leads.0.id');
    expect((await kommo.get('/api/v4/leads/unsorted/summary')).at('total')).toBe(2);
    expect(
      (
        await kommo.post(`/api/v4/leads/unsorted/${one}/accept`, {
          user_id: 1002,
          status_id: 67_548_611,
        })
      ).at('uid'),
    ).toBe(one);
    expect((await kommo.get(`/api/v4/leads/${lead}`)).body).toMatchObject({
      status_id: 67_548_611,
      responsible_user_id: 1002,
    });
    expect(
      (await kommo.call('DELETE', `/api/v4/leads/unsorted/${two}/decline`, { user_id: 1002 }))
        .status,
    ).toBe(200);
    expect((await kommo.get('/api/v4/leads/unsorted')).status).toBe(204);
    const bare = await kommo.post('/api/v4/leads/unsorted/forms', [{ ...form, metadata: {} }]);
    expect(firstError(bare)).toEqual(['FieldMissing', 'metadata.form_id']);
  });

  test('talks carry their messages where the scope allows', async () => {
    const made = await kommo.post('/api/v4/leads/complex', [
      { name: 'x', _embedded: { contacts: [{ name: 'Ana' }] } },
    ]);
    const said = await kommo.post('/sandbox/messages', { leadId: made.id('0.id'), text: 'Hola' });
    const talk = said.id('talk.talk_id');
    expect((await kommo.get(`/api/v4/talks/${talk}`)).at('origin')).toBe('waba');
    expect(
      (
        await kommo.get(
          `/api/v4/talks?filter[entity_id]=${made.id('0.id')}&filter[entity_type]=lead`,
        )
      ).status,
    ).toBe(200);
    expect(
      (await kommo.get(`/api/v4/talks/${talk}/messages`)).at('_embedded.messages.0.text'),
    ).toBe('Hola');
    await turn('history-scope-missing');
    expect((await kommo.get(`/api/v4/talks/${talk}/messages`)).status).toBe(403);
    expect((await kommo.post(`/api/v4/talks/${talk}/close`, { force_close: true })).status).toBe(
      202,
    );
  });

  test('short links, widgets and templates answer', async () => {
    const links = await kommo.post('/api/v4/short_links', [
      { url: 'https://f.example/x', metadata: { entity_type: 'contacts', entity_id: 1 } },
    ]);
    expect(links.at('_embedded.short_links.0.url')).toMatch(/^https:\/\/kommo\.example\//);
    expect((await kommo.get('/api/v4/widgets/account_leads')).status).toBe(404);
    expect(
      (await kommo.post('/api/v4/widgets/account_leads', { companion_url: 'x' })).at(
        'settings.companion_url',
      ),
    ).toBe('x');
    expect((await kommo.call('DELETE', '/api/v4/widgets/account_leads')).status).toBe(204);
    expect((await kommo.get('/api/v4/chats/templates')).status).toBe(204);
    await turn('chat-templates-missing');
    expect((await kommo.get('/api/v4/chats/templates')).status).toBe(404);
  });

  test('every switch has a name and a meaning; an unknown one is refused', async () => {
    const switches = (await kommo.get('/sandbox/switches')).body;
    expect(switches).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'refresh-grace', on: false, meaning: expect.any(String) }),
      ]),
    );
    expect((await turn('no-such-switch')).status).toBe(400);
  });
});
