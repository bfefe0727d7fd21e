import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestSandbox } from './start.js';
import type { TestSandbox } from './start.js';

/** What clients written by others send or expect, and live accounts answer (kommo-api.md 9). */

let kommo: TestSandbox;
beforeAll(async () => {
  kommo = await startTestSandbox();
});
beforeEach(async () => {
  await kommo.post('/sandbox/reset', {});
  await kommo.post('/sandbox/limits', { perSecond: 0, perAccount: 0 });
});
afterAll(async () => {
  await kommo.close();
});

const makeLead = async () =>
  (await kommo.post('/api/v4/leads', [{ name: 'x' }])).id('_embedded.leads.0.id');

const turn = (name: string) => kommo.post('/sandbox/switches', { [name]: true });

test('a token is given to a form as well as to JSON', async () => {
  const integration = '00000000-0000-4000-8000-000000000001';
  const consent = await kommo.call(
    'GET',
    `/oauth/decision?client_id=${integration}&state=s&decision=allow`,
    undefined,
    {},
  );
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const asked = {
    ...{
      client_id: integration,
      client_secret: 'secret-of-a-test',
      grant_type: 'authorization_code',
    },
    ...{ redirect_uri: 'http://localhost:3000/oauth/callback', code },
  };
  const ask = async (form: Record<string, string>) => {
    const answer = await fetch(`${kommo.url}/oauth2/access_token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };
  expect((await ask({ ...asked, client_secret: 'wrong' })).status).toBe(401);
  const given = await ask(asked);
  expect([given.status, given.body['token_type']]).toEqual([200, 'Bearer']);
});

test('a note is changed under its lead', async () => {
  const lead = await makeLead();
  const made = await kommo.post(`/api/v4/leads/${lead}/notes`, [
    { note_type: 'common', params: { text: 'uno' } },
  ]);
  const id = made.id('_embedded.notes.0.id');
  const changed = await kommo.patch(`/api/v4/leads/${lead}/notes/${id}`, {
    params: { text: 'dos' },
  });
  expect([changed.status, changed.at('id')]).toEqual([200, id]);
  expect((await kommo.get(`/api/v4/leads/notes/${id}`)).at('params.text')).toBe('dos');
  const other = await makeLead();
  expect(
    (await kommo.patch(`/api/v4/leads/${other}/notes/${id}`, { params: { text: 'x' } })).status,
  ).toBe(404);
});

test('a note takes 20,000 characters and not one more, new or changed', async () => {
  const lead = await makeLead();
  const path = `/api/v4/leads/${lead}/notes`;
  const note = (length: number) => ({ note_type: 'common', params: { text: 'x'.repeat(length) } });
  const made = await kommo.post(path, [note(20_000)]);
  expect(made.status).toBe(200);
  const refused = await kommo.post(path, [note(20_001)]);
  expect([refused.status, refused.at('validation-errors.0.errors.0')]).toMatchObject([
    400,
    { code: 'TooLong', path: 'params.text' },
  ]);
  const id = made.id('_embedded.notes.0.id');
  expect((await kommo.patch(`${path}/${id}`, { params: note(20_001).params })).status).toBe(400);
  expect(
    (await kommo.patch('/api/v4/leads/notes', [{ id, params: note(20_001).params }])).status,
  ).toBe(400);
});

describe('events by time', () => {
  test('a bare value means since, two mean from and to', async () => {
    await makeLead();
    const at = Number((await kommo.get('/api/v4/events')).at('_embedded.events.0.created_at'));
    await kommo.post('/sandbox/clock', { advanceMs: 10_000 });
    await makeLead();
    const found = async (filter: string) => {
      const events = (await kommo.get(`/api/v4/events?filter[created_at]${filter}`)).at(
        '_embedded.events',
      );
      return (events as unknown[] | undefined)?.length ?? 0;
    };
    expect(await found(`=${at}`)).toBe(2);
    expect(await found(`=${at + 1}`)).toBe(1);
    expect(await found(`=${at},${at + 1}`)).toBe(1);
    expect(await found(`[from]=${at}&filter[created_at][to]=${at}`)).toBe(1);
    expect(await found(`=${at + 60}`)).toBe(0);
  });
});

test('several sources are changed in one call, all or none', async () => {
  const made = await kommo.post('/api/v4/sources', [
    { name: 'uno', external_id: 'a' },
    { name: 'dos', external_id: 'b' },
  ]);
  const [one, two] = [0, 1].map((index) => made.id(`_embedded.sources.${index}.id`));
  const changed = await kommo.patch('/api/v4/sources', [
    { id: one, name: 'Uno' },
    { id: two, name: 'Dos' },
  ]);
  expect([changed.status, changed.at('_embedded.sources.1.name')]).toEqual([200, 'Dos']);
  const refused = await kommo.patch('/api/v4/sources', [
    { id: one, name: 'UNO' },
    { id: two, external_id: 'a' },
  ]);
  expect(refused.status).toBe(400);
  expect((await kommo.get(`/api/v4/sources/${one}`)).at('name')).toBe('Uno');
  expect((await kommo.patch('/api/v4/sources', [{ name: 'sin id' }])).status).toBe(400);
});

test('the account’s date settings are whole', async () => {
  const account = await kommo.get('/api/v4/account?with=datetime_settings');
  expect(account.at('_embedded.datetime_settings')).toEqual({
    ...{ date_pattern: 'd.m.Y H:i', short_date_pattern: 'd.m.Y', short_time_pattern: 'H:i' },
    ...{ date_format: 'd.m.Y', time_format: 'H:i:s' },
    ...{ timezone: 'America/Santo_Domingo', timezone_offset: '-04:00' },
  });
});

test.each(['accept', 'decline'])('an incoming lead takes %s with a body []', async (act) => {
  const metadata = {
    form_id: 'f',
    form_name: 'f',
    form_page: 'p',
    form_sent_at: 1,
    ip: '127.0.0.1',
    referer: 'r',
  };
  const made = await kommo.post('/api/v4/leads/unsorted/forms', [
    { source_uid: 'u', source_name: 's', metadata, _embedded: { leads: [{ name: 'x' }] } },
  ]);
  const uid = String(made.at('_embedded.unsorted.0.uid'));
  const method = act === 'accept' ? 'POST' : 'DELETE';
  expect((await kommo.call(method, `/api/v4/leads/unsorted/${uid}/${act}`, [])).status).toBe(200);
});

test('a group of fields names its fields', async () => {
  const group = (await kommo.post('/api/v4/leads/custom_fields/groups', [{ name: 'Nuestro' }])).at(
    '_embedded.custom_field_groups.0.id',
  );
  const field = await kommo.post('/api/v4/leads/custom_fields', [
    { name: 'y', type: 'text', group_id: group },
  ]);
  const shown = await kommo.get(`/api/v4/leads/custom_fields/groups/${String(group)}`);
  expect(shown.at('fields')).toEqual([{ id: field.id('_embedded.custom_fields.0.id') }]);
});

test.each([
  ['/api/v4/nothing', 'GET'],
  ['/api/v4/leads/1/nothing/2', 'POST'],
  ['/api/v4/', 'GET'],
  ['/api/v3/leads', 'GET'],
  ['/api/v2/account', 'GET'],
  ['/api/nothing', 'DELETE'],
  ['/oauth2/nothing', 'POST'],
  ['/private/api/v2/json/leads/list', 'GET'],
])('%s is no page: a 404 in JSON', async (path, method) => {
  const answer = await kommo.call(method, path);
  expect([answer.status, answer.type]).toEqual([404, 'application/problem+json']);
  expect(answer.at('detail')).toBe(`Cannot ${method} ${kommo.url}${path}`);
});

describe('the Chats API add-on', () => {
  const open = async () => {
    const made = await kommo.post('/api/v4/leads/complex', [
      { name: 'x', _embedded: { contacts: [{ name: 'Ana' }] } },
    ]);
    const said = await kommo.post('/sandbox/messages', { leadId: made.id('0.id'), text: 'Hola' });
    return {
      leadId: made.id('0.id'),
      path: `/api/v4/talks/${said.id('talk.talk_id')}/send_message`,
    };
  };

  test('is not there unless the account has it', async () => {
    expect((await kommo.post((await open()).path, { text: 'x' })).status).toBe(403);
  });

  test('sends text within the window, and is spent after a hundred', async () => {
    await turn('chats-api-add-on');
    const { path, leadId } = await open();
    const sent = await kommo.post(path, { text: 'Buenas' });
    expect([sent.status, typeof sent.at('id')]).toEqual([202, 'string']);
    expect((await kommo.get(`/sandbox/phone/${leadId}`)).at('messages.1')).toMatchObject({
      from: 'firm',
      text: 'Buenas',
    });
    expect((await kommo.post(path, { text: '' })).status).toBe(400);
    for (let count = 1; count < 100; count += 1) await kommo.post(path, { text: 'x' });
    const spent = await kommo.post(path, { text: 'x' });
    expect([spent.status, spent.at('detail')]).toEqual([402, 'Over chat API limit']);
  });

  test('sends nothing outside the window', async () => {
    await turn('chats-api-add-on');
    const { path } = await open();
    await kommo.post('/sandbox/clock', { advanceMs: 25 * 3600_000 });
    expect((await kommo.post(path, { text: 'Buenas' })).status).toBe(400);
  });
});
