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

async function makeLead(fields: Record<string, unknown> = {}): Promise<number> {
  return (await kommo.post('/api/v4/leads', [{ name: 'Colmado La Fe', ...fields }])).id(
    '_embedded.leads.0.id',
  );
}

const turn = (name: string) => kommo.post('/sandbox/switches', { [name]: true });
const firstError = (answer: { at(path: string): unknown }) => [
  answer.at('validation-errors.0.errors.0.code'),
  answer.at('validation-errors.0.errors.0.path'),
];

describe('leads, contacts and companies', () => {
  test('writes answer thinly and echo request_id', async () => {
    const made = await kommo.post('/api/v4/leads', [{ name: 'a', request_id: 'mine' }, {}]);
    expect(made.at('_embedded.leads')).toEqual([
      {
        id: expect.any(Number),
        request_id: 'mine',
        _links: { self: { href: expect.any(String) } },
      },
      { id: expect.any(Number), request_id: '1', _links: { self: { href: expect.any(String) } } },
    ]);
    const id = made.id('_embedded.leads.0.id');
    const many = await kommo.patch('/api/v4/leads', [{ id, price: 5 }]);
    expect(many.at('_embedded.leads')).toEqual([
      { id, updated_at: expect.any(Number), _links: expect.anything() },
    ]);
    const one = await kommo.patch(`/api/v4/leads/${id}`, { price: 6 });
    expect(one.body).toEqual({ id, updated_at: expect.any(Number), _links: expect.anything() });
    await turn('lead-patch-wrapped');
    expect(
      (await kommo.patch(`/api/v4/leads/${id}`, { price: 7 })).at('_embedded.leads.0.id'),
    ).toBe(id);
  });

  test('a new lead is in the first stage of the main pipeline, made by nobody, with no values', async () => {
    const lead = await kommo.get(
      `/api/v4/leads/${await makeLead()}?with=contacts,loss_reason,source_id`,
    );
    expect(lead.body).toMatchObject({
      ...{
        pipeline_id: 8_572_511,
        status_id: 67_548_607,
        created_by: 0,
        updated_by: 0,
        responsible_user_id: 1001,
      },
      ...{
        price: 0,
        closed_at: null,
        custom_fields_values: null,
        account_id: 30_000_001,
        source_id: null,
      },
      _embedded: { tags: [], companies: [], contacts: [], loss_reason: [] },
    });
    await turn('api-writes-as-token-user');
    expect((await kommo.get(`/api/v4/leads/${await makeLead()}`)).at('created_by')).toBe(1001);
  });

  test('what the page writes is the person who wrote it', async () => {
    const id = await makeLead();
    const page = { cookie: 'sandbox_user=1003' };
    await kommo.call('PATCH', `/api/v4/leads/${id}`, { price: 9 }, page);
    expect((await kommo.get(`/api/v4/leads/${id}`)).at('updated_by')).toBe(1003);
  });

  test('142 and 143 close a lead, another stage opens it again', async () => {
    const id = await makeLead();
    const closedAfter = async (status_id: number) => {
      await kommo.patch(`/api/v4/leads/${id}`, { status_id });
      return (await kommo.get(`/api/v4/leads/${id}`)).at('closed_at');
    };
    expect(await closedAfter(142)).toEqual(expect.any(Number));
    expect(await closedAfter(67_548_611)).toBeNull();
    expect(await closedAfter(143)).toEqual(expect.any(Number));
  });

  test('updated_at never goes back and moves with the clock', async () => {
    const id = await makeLead();
    const before = (await kommo.patch(`/api/v4/leads/${id}`, { price: 1 })).id('updated_at');
    await kommo.post('/sandbox/clock', { advanceMs: 5000 });
    expect(
      (await kommo.patch(`/api/v4/leads/${id}`, { price: 2 })).id('updated_at'),
    ).toBeGreaterThanOrEqual(before + 5);
  });

  test.each([
    ['an unknown stage', { status_id: 1 }, ['NotSupportedChoice', 'status_id']],
    ['the stage of incoming leads', { status_id: 67_548_603 }, ['NotSupportedChoice', 'status_id']],
    ['an unknown pipeline', { pipeline_id: 1 }, ['NotSupportedChoice', 'pipeline_id']],
    [
      'an unknown person',
      { responsible_user_id: 1 },
      ['NotSupportedChoice', 'responsible_user_id'],
    ],
    ['an unknown loss reason', { loss_reason_id: 1 }, ['NotSupportedChoice', 'loss_reason_id']],
    ['a text for a price', { price: '5' }, ['InvalidType', 'price']],
    ['a fraction for a price', { price: 5.5 }, ['InvalidType', 'price']],
    ['a number for a name', { name: 5 }, ['InvalidType', 'name']],
    [
      'an unknown contact',
      { _embedded: { contacts: [{ id: 1 }] } },
      ['NotSupportedChoice', '_embedded.contacts.0.id'],
    ],
  ])('%s is refused with its path', async (_name, fields, expected) => {
    const answer = await kommo.post('/api/v4/leads', [fields]);
    expect([answer.status, ...firstError(answer)]).toEqual([400, ...expected]);
    expect(answer.at('detail')).toBe('Request validation failed');
  });

  test('a move to another pipeline names both', async () => {
    const made = await kommo.post('/api/v4/leads/pipelines', [
      {
        name: 'Otro',
        sort: 2,
        is_main: false,
        is_unsorted_on: true,
        _embedded: { statuses: [{ name: 'Uno', sort: 10 }] },
      },
    ]);
    const pipeline_id = made.id('_embedded.pipelines.0.id');
    const status_id = made.id('_embedded.pipelines.0._embedded.statuses.1.id');
    const id = await makeLead();
    expect(firstError(await kommo.patch(`/api/v4/leads/${id}`, { status_id }))).toEqual([
      'NotSupportedChoice',
      'status_id',
    ]);
    expect(firstError(await kommo.patch(`/api/v4/leads/${id}`, { pipeline_id }))).toEqual([
      'NotSupportedChoice',
      'status_id',
    ]);
    expect((await kommo.patch(`/api/v4/leads/${id}`, { pipeline_id, status_id })).status).toBe(200);
  });

  test('switches: fractions, missing ids, reasons, errors as an object', async () => {
    const id = await makeLead();
    expect(firstError(await kommo.patch('/api/v4/leads', [{ id: 1 }]))).toEqual([
      'NotSupportedChoice',
      'id',
    ]);
    await turn('patch-missing-id-404');
    expect((await kommo.patch('/api/v4/leads/1', {})).status).toBe(404);
    await turn('price-accepts-fractions');
    expect((await kommo.patch(`/api/v4/leads/${id}`, { price: 5.5 })).status).toBe(200);
    await turn('lost-requires-reason');
    expect(firstError(await kommo.patch(`/api/v4/leads/${id}`, { status_id: 143 }))).toEqual([
      'FieldMissing',
      'loss_reason_id',
    ]);
    await turn('validation-errors-as-object');
    const refused = await kommo.post('/api/v4/leads', [{ price: 'x' }]);
    expect(refused.at('validation-errors')).toEqual({
      0: expect.objectContaining({ request_id: '0' }),
    });
  });

  test('filters, ranges, order and search are applied', async () => {
    const cheap = await makeLead({ name: 'Ferretería', price: 10 });
    await kommo.post('/sandbox/clock', { advanceMs: 10_000 });
    const dear = await makeLead({ name: 'Farmacia', price: 20, responsible_user_id: 1003 });
    await kommo.patch(`/api/v4/leads/${dear}`, { status_id: 142 });
    const updated = (await kommo.get(`/api/v4/leads/${dear}`)).id('updated_at');
    const ids = async (query: string) => {
      const leads = (await kommo.get(`/api/v4/leads?${query}`)).at('_embedded.leads');
      return Array.isArray(leads) ? leads.map((lead: { id: number }) => lead.id) : [];
    };
    expect(await ids('order[id]=desc')).toEqual([dear, cheap]);
    expect(await ids('filter[responsible_user_id][]=1003')).toEqual([dear]);
    expect(await ids(`filter[updated_at][from]=${updated}`)).toEqual([dear]);
    expect(await ids(`filter[updated_at][to]=${updated - 1}`)).toEqual([cheap]);
    expect(
      await ids('filter[statuses][0][pipeline_id]=8572511&filter[statuses][0][status_id]=142'),
    ).toEqual([dear]);
    expect(await ids('filter[price]=10')).toEqual([cheap]);
    expect(await ids(`query=${encodeURIComponent('ferrETERÍA')}`)).toEqual([cheap]);
    expect(await ids(`filter[closed_at][from]=1`)).toEqual([dear]);
    await turn('filters-ignored');
    expect(await ids('filter[price]=10')).toEqual([cheap, dear]);
    await turn('search-lags');
    await kommo.patch(`/api/v4/leads/${cheap}`, { price: 11 });
    expect(await ids('query=ferre')).toEqual([]);
    await kommo.post('/sandbox/clock', { advanceMs: 5000 });
    expect(await ids('query=ferre')).toEqual([cheap]);
  });

  test('first and last name build the name; a phone is found as it was typed', async () => {
    const made = await kommo.post('/api/v4/contacts', [
      {
        first_name: 'Ana',
        last_name: 'Cruz',
        custom_fields_values: [
          { field_code: 'PHONE', values: [{ value: '(809) 555-0142', enum_code: 'MOB' }] },
        ],
      },
    ]);
    expect(made.at('_embedded.contacts.0')).toMatchObject({
      is_deleted: false,
      is_unsorted: false,
    });
    const id = made.id('_embedded.contacts.0.id');
    const contact = await kommo.get(`/api/v4/contacts/${id}`);
    expect(contact.at('name')).toBe('Ana Cruz');
    expect(contact.at('custom_fields_values.0')).toEqual({
      ...{
        field_id: 771_906,
        field_name: 'Teléfono',
        field_code: 'PHONE',
        field_type: 'multitext',
        is_computed: false,
      },
      values: [{ value: '(809) 555-0142', enum_id: 552_480, enum_code: 'MOB' }],
    });
    expect(
      (await kommo.get(`/api/v4/contacts?query=${encodeURIComponent('555-0142')}`)).status,
    ).toBe(200);
    expect((await kommo.get('/api/v4/contacts?query=8095550142')).status).toBe(204);
  });
});

describe('tags', () => {
  const tagsOf = async (id: number) => {
    const tags = (await kommo.get(`/api/v4/leads/${id}`)).at('_embedded.tags');
    return Array.isArray(tags) ? tags.map((tag: { name: string }) => tag.name) : [];
  };

  test('_embedded.tags replaces, null clears, an empty list is ignored; tags_to_add and _delete touch only theirs', async () => {
    const id = await makeLead({ _embedded: { tags: [{ name: 'a' }] } });
    const patch = (body: unknown) => kommo.patch(`/api/v4/leads/${id}`, body);
    await patch({ tags_to_add: [{ name: 'b' }, { name: 'c' }] });
    expect(await tagsOf(id)).toEqual(['a', 'b', 'c']);
    await patch({ tags_to_delete: [{ name: 'b' }] });
    expect(await tagsOf(id)).toEqual(['a', 'c']);
    await patch({ _embedded: { tags: [] } });
    expect(await tagsOf(id)).toEqual(['a', 'c']);
    await patch({ _embedded: { tags: [{ name: 'd' }] } });
    expect(await tagsOf(id)).toEqual(['d']);
    await patch({ _embedded: { tags: null } });
    expect(await tagsOf(id)).toEqual([]);
    await patch({ tags_to_add: [{ name: 'e' }] });
    await turn('empty-tags-clear');
    await patch({ _embedded: { tags: [] } });
    expect(await tagsOf(id)).toEqual([]);
  });

  test('a tag is found or created by name', async () => {
    const first = await kommo.post('/api/v4/leads/tags', [{ name: 'VIP' }]);
    const again = await kommo.post('/api/v4/leads/tags', [{ name: 'VIP', request_id: 'x' }]);
    expect(again.at('_embedded.tags.0.id')).toBe(first.at('_embedded.tags.0.id'));
    expect([again.at('_total_items'), again.at('_embedded.tags.0.request_id')]).toEqual([1, 'x']);
    expect((await kommo.get('/api/v4/contacts/tags')).status).toBe(204);
  });
});

describe('links, tasks, notes', () => {
  test('is_main is written, main_contact is read', async () => {
    const id = await makeLead();
    const contact = (await kommo.post('/api/v4/contacts', [{ name: 'Ana' }])).id(
      '_embedded.contacts.0.id',
    );
    const linked = await kommo.post(`/api/v4/leads/${id}/link`, [
      { to_entity_id: contact, to_entity_type: 'contacts', metadata: { is_main: true } },
    ]);
    expect(linked.at('_embedded.links.0')).toMatchObject({
      entity_id: id,
      entity_type: 'leads',
      to_entity_id: contact,
    });
    const links = await kommo.get(`/api/v4/leads/${id}/links`);
    expect(links.at('_embedded.links')).toEqual([
      { to_entity_id: contact, to_entity_type: 'contacts', metadata: { main_contact: true } },
    ]);
    const parted = await kommo.post(`/api/v4/contacts/${contact}/unlink`, [
      { to_entity_id: id, to_entity_type: 'leads' },
    ]);
    expect([parted.status, parted.text]).toEqual([204, '']);
    expect((await kommo.get(`/api/v4/leads/${id}?with=contacts`)).at('_embedded.contacts')).toEqual(
      [],
    );
  });

  test('a task has an empty list for a result until it has one, and moves closest_task_at', async () => {
    const id = await makeLead();
    const made = await kommo.post('/api/v4/tasks', [
      { text: 'Llamar', complete_till: 1_790_000_000, entity_id: id, entity_type: 'leads' },
    ]);
    const taskId = made.id('_embedded.tasks.0.id');
    expect((await kommo.get(`/api/v4/tasks/${taskId}`)).body).toMatchObject({
      result: [],
      task_type_id: 1,
      responsible_user_id: 1001,
      is_completed: false,
    });
    expect((await kommo.get(`/api/v4/leads/${id}`)).at('closest_task_at')).toBe(1_790_000_000);
    expect(
      (await kommo.get('/api/v4/tasks?filter[is_completed]=0&filter[entity_id][]=' + String(id)))
        .status,
    ).toBe(200);
    const done = await kommo.patch('/api/v4/tasks', [
      { id: taskId, is_completed: true, result: { text: 'Hablamos' }, request_id: 'r' },
    ]);
    expect(done.at('_embedded.tasks.0.request_id')).toBe('r');
    expect((await kommo.get(`/api/v4/tasks/${taskId}`)).at('result')).toEqual({ text: 'Hablamos' });
    expect((await kommo.get(`/api/v4/leads/${id}`)).at('closest_task_at')).toBeNull();
    expect(firstError(await kommo.post('/api/v4/tasks', [{ text: 'x' }]))).toEqual([
      'FieldMissing',
      'complete_till',
    ]);
    expect((await kommo.call('DELETE', `/api/v4/tasks/${taskId}`)).status).toBe(405);
  });

  test('notes are written by type and pinned', async () => {
    const id = await makeLead();
    const made = await kommo.post('/api/v4/leads/notes', [
      { entity_id: id, note_type: 'common', params: { text: 'Hola' } },
    ]);
    expect(made.at('_embedded.notes.0')).toMatchObject({ entity_id: id, request_id: '0' });
    const noteId = made.id('_embedded.notes.0.id');
    await kommo.post(`/api/v4/leads/${id}/notes`, [
      { note_type: 'service_message', params: { service: 'Bot', text: 'x' } },
    ]);
    expect(
      (await kommo.get(`/api/v4/leads/${id}/notes?filter[note_type][]=common`)).at(
        '_embedded.notes',
      ),
    ).toHaveLength(1);
    expect((await kommo.call('POST', `/api/v4/leads/notes/${noteId}/pin`)).status).toBe(204);
    expect((await kommo.get(`/api/v4/leads/notes/${noteId}?with=is_pinned`)).at('is_pinned')).toBe(
      true,
    );
    expect(
      firstError(
        await kommo.post(`/api/v4/leads/${id}/notes`, [{ note_type: 'common', params: {} }]),
      ),
    ).toEqual(['FieldMissing', 'params.text']);
    expect(
      firstError(
        await kommo.post(`/api/v4/leads/${id}/notes`, [{ note_type: 'chat', params: {} }]),
      ),
    ).toEqual(['NotSupportedChoice', 'note_type']);
    expect(
      firstError(
        await kommo.post('/api/v4/leads/notes', [
          { entity_id: 1, note_type: 'common', params: { text: 'x' } },
        ]),
      ),
    ).toEqual(['NotSupportedChoice', 'entity_id']);
  });
});

describe('events', () => {
  test('every change leaves its event, the newest first, at most a hundred a page', async () => {
    const id = await makeLead({ price: 1 });
    await kommo.patch(`/api/v4/leads/${id}`, {
      status_id: 142,
      price: 2,
      responsible_user_id: 1002,
      tags_to_add: [{ name: 'a' }],
      custom_fields_values: [{ field_code: 'UTM_SOURCE', values: [{ value: 'x' }] }],
    });
    const all = await kommo.get(
      `/api/v4/events?filter[entity]=lead&filter[entity_id][]=${id}&limit=250`,
    );
    const types = all.at('_embedded.events');
    const names = Array.isArray(types)
      ? types.map((event: { type: string }) => event.type).sort()
      : [];
    expect(names).toEqual([
      'custom_field_1100004_value_changed',
      'entity_responsible_changed',
      'entity_tag_added',
      'lead_added',
      'lead_status_changed',
      'sale_field_changed',
    ]);
    const moved = await kommo.get(
      '/api/v4/events?filter[type]=lead_status_changed&filter[value_after][leads_statuses][0][pipeline_id]=8572511&filter[value_after][leads_statuses][0][status_id]=142&with=lead_name',
    );
    expect(moved.at('_embedded.events.0')).toMatchObject({
      ...{ id: expect.any(String), entity_id: id, entity_type: 'lead', created_by: 0 },
      value_before: [{ lead_status: { id: 67_548_607, pipeline_id: 8_572_511 } }],
      value_after: [{ lead_status: { id: 142, pipeline_id: 8_572_511 } }],
      _embedded: { entity: { id, name: 'Colmado La Fe' } },
    });
    expect(
      (
        await kommo.get(
          '/api/v4/events?filter[type]=lead_status_changed&filter[value_after][leads_statuses][0][pipeline_id]=8572511&filter[value_after][leads_statuses][0][status_id]=143',
        )
      ).status,
    ).toBe(204);
    expect((await kommo.get(`/api/v4/events?filter[entity_id][]=${id}`)).status).toBe(400);
    await kommo.post(
      '/api/v4/leads',
      Array.from({ length: 120 }, () => ({ name: 'x' })),
    );
    expect((await kommo.get('/api/v4/events?limit=250')).at('_embedded.events')).toHaveLength(100);
  });

  test('who moved it is told: nobody for the API, the person in the page', async () => {
    const id = await makeLead();
    await kommo.post(`/sandbox/leads/${id}/move`, { won: true, user_id: 1003 });
    const moved = await kommo.get('/api/v4/events?filter[type]=lead_status_changed');
    expect(moved.at('_embedded.events.0.created_by')).toBe(1003);
  });
});
