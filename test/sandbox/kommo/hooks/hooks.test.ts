import { readFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startReceiver, startTestSandbox } from '../start.js';
import type { TestSandbox } from '../start.js';

let status: number | null = 200;
let kommo: TestSandbox;
let companion: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  companion = await startReceiver(() => status);
  kommo = await startTestSandbox({ companionUrl: companion.url });
});
beforeEach(async () => {
  status = 200;
  await kommo.post('/sandbox/reset', {});
  await kommo.post('/sandbox/limits', { perSecond: 0, perAccount: 0 });
  companion.received.length = 0;
});
afterEach(() => {
  status = 200;
});
afterAll(async () => {
  await kommo.close();
  await companion.close();
});

const subscribe = (...settings: string[]) =>
  kommo.post('/api/v4/webhooks', { destination: `${companion.url}/hook`, settings });

async function makeLead(fields: Record<string, unknown> = {}): Promise<number> {
  return (await kommo.post('/api/v4/leads', [{ name: 'Colmado La Fe', ...fields }])).id(
    '_embedded.leads.0.id',
  );
}

/** The keys of the next hooks, as they stand on the wire. */
async function keysOf(count: number): Promise<readonly string[][]> {
  await companion.until(count);
  return companion.received.map(({ body }) => [...new URLSearchParams(body).keys()]);
}

const fixture = (name: string) => [
  ...new URLSearchParams(
    readFileSync(new URL(`./fixtures/${name}.form.txt`, import.meta.url), 'utf8'),
  ).keys(),
];

describe('what a hook looks like', () => {
  test('a form with percent-encoded brackets, named as Kommo names itself', async () => {
    await subscribe('add_lead');
    await makeLead();
    await companion.until(1);
    const { headers, body } = companion.first();
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(headers['user-agent']).toBe('amoCRM-Webhooks/3.0');
    expect(headers['x-amocrm-requestid']).toMatch(/^[0-9a-f-]{36}$/);
    expect(body).toMatch(
      /^account%5Bsubdomain%5D=sandbox&account%5Bid%5D=30000001&account%5B_links%5D%5Bself%5D=/,
    );
    expect(body).toContain('leads%5Badd%5D%5B0%5D%5Bname%5D=Colmado%20La%20Fe');
  });

  test('a won lead has the keys of the captured body, in its order', async () => {
    const id = await makeLead();
    await subscribe('status_lead');
    await kommo.post(`/sandbox/leads/${id}/move`, { won: true });
    const [keys] = await keysOf(1);
    expect(keys).toEqual(fixture('lead-won').filter((key) => !key.includes('custom_fields')));
    const values = new URLSearchParams(companion.received[0]?.body);
    expect([
      values.get('leads[status][0][status_id]'),
      values.get('leads[status][0][old_status_id]'),
    ]).toEqual(['142', '67548607']);
    expect(values.get('leads[status][0][modified_user_id]')).toBe('1001');
  });

  test('field values keep their traps: bare dates, one object for a radio button, 1 for a tick', async () => {
    const made = await kommo.post('/api/v4/leads/custom_fields', [
      { name: 'Servicio', type: 'select', code: 'S', enums: [{ value: 'Contabilidad' }] },
      { name: 'Tipo', type: 'radiobutton', code: 'R', enums: [{ value: '2' }] },
      { name: 'Fecha', type: 'date', code: 'D' },
      { name: 'Cumpleaños', type: 'birthday', code: 'B' },
      { name: 'Factura', type: 'checkbox', code: 'C' },
      { name: 'Puntos', type: 'numeric', code: 'N' },
    ]);
    expect(made.status).toBe(201);
    await subscribe('add_lead');
    const one = (field_code: string, value: unknown) => ({ field_code, values: [{ value }] });
    await makeLead({
      custom_fields_values: [
        one('S', 'Contabilidad'),
        one('R', '2'),
        one('D', 1_791_000_000),
        one('B', 316_483_200),
        one('C', true),
        one('N', 78),
      ],
    });
    await companion.until(1);
    const hook = new URLSearchParams(companion.received[0]?.body);
    const at = (key: string) => hook.get(`leads[add][0][custom_fields]${key}`);
    expect(at('[0][values][0][value]')).toBe('Contabilidad');
    expect(at('[0][values][0][enum]')).toBe(
      String(made.id('_embedded.custom_fields.0.enums.0.id')),
    );
    expect(at('[1][values][value]')).toBe('2');
    expect(at('[2][values][0]')).toBe('1791000000');
    expect(at('[3][values][0][value]')).toBe('12.01.1980');
    expect(at('[4][values][0][value]')).toBe('1');
    expect(at('[5][values][0][value]')).toBe('78');
  });

  test('contacts and companies share a key and tell their type', async () => {
    await subscribe('add_contact', 'add_company', 'update_company');
    await kommo.post('/api/v4/contacts', [
      {
        name: 'Ana',
        custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '+18095550142' }] }],
      },
    ]);
    const company = (await kommo.post('/api/v4/companies', [{ name: 'La Fe SRL' }])).id(
      '_embedded.companies.0.id',
    );
    const lead = await makeLead({ _embedded: { companies: [{ id: company }] } });
    await kommo.patch(`/api/v4/companies/${company}`, { name: 'La Fe' });
    await companion.until(3);
    const types = companion.received.map(({ body }) =>
      /contacts%5B(\w+)%5D%5B0%5D%5Btype%5D=(\w+)/.exec(body)?.slice(1),
    );
    expect(types).toEqual([
      ['add', 'contact'],
      ['add', 'company'],
      ['update', 'company'],
    ]);
    expect(
      new URLSearchParams(companion.received[2]?.body).get(
        `contacts[update][0][linked_leads_id][${lead}][ID]`,
      ),
    ).toBe(String(lead));
    expect(
      new URLSearchParams(companion.received[0]?.body).get(
        'contacts[add][0][custom_fields][0][code]',
      ),
    ).toBe('PHONE');
  });

  test('a task has the keys of the captured body and writes its dates', async () => {
    await subscribe('add_task');
    const id = await makeLead();
    await kommo.post('/api/v4/tasks', [
      { text: 'Llamar', complete_till: 1_790_024_340, entity_id: id, entity_type: 'leads' },
    ]);
    const [keys] = await keysOf(1);
    expect(keys).toEqual(fixture('task-add-text-dates'));
    expect(
      new URLSearchParams(companion.received[0]?.body).get('task[add][0][complete_till]'),
    ).toBe('2026-09-21 20:59:00');
  });

  test('accepting an incoming lead is told as delete', async () => {
    await subscribe('delete_unsorted', 'add_lead');
    const metadata = {
      form_id: '1',
      form_name: 'f',
      form_page: 'https://f.example',
      form_sent_at: 1,
      ip: '127.0.0.1',
      referer: '',
    };
    const made = await kommo.post('/api/v4/leads/unsorted/forms', [
      { source_uid: 'u', source_name: 's', metadata, _embedded: { leads: [{ name: 'x' }] } },
    ]);
    const uid = String(made.at('_embedded.unsorted.0.uid'));
    await kommo.post(`/api/v4/leads/unsorted/${uid}/accept`, { user_id: 1002 });
    const [keys] = await keysOf(1);
    expect(keys).toEqual(fixture('unsorted-accepted-as-delete'));
  });

  test('a deleted lead tells three things, a restored one everything', async () => {
    await subscribe('delete_lead', 'restore_lead');
    const id = await makeLead();
    await kommo.post(`/sandbox/leads/${id}/delete`, {});
    await companion.until(1);
    await kommo.post(`/sandbox/leads/${id}/restore`, {});
    const [deleted, restored] = await keysOf(2);
    expect(deleted).toEqual(fixture('lead-delete'));
    expect(restored).toContain('leads[restore][0][name]');
  });

  test('a message and its talk are told', async () => {
    await subscribe('add_message', 'add_talk', 'add_outgoing_message');
    const made = await kommo.post('/api/v4/leads/complex', [
      { name: 'x', _embedded: { contacts: [{ name: 'Ana' }] } },
    ]);
    await kommo.post('/sandbox/messages', { leadId: made.id('0.id'), text: 'Hola' });
    await kommo.post('/sandbox/messages', {
      leadId: made.id('0.id'),
      text: 'Buenas',
      direction: 'outgoing',
    });
    await companion.until(3);
    const bodies = companion.received.map(({ body }) =>
      body.replace(/^.*kommo\.com&/, '').slice(0, 20),
    );
    expect(bodies).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^talk%5Badd/),
        expect.stringMatching(/^message%5Badd/),
        expect.stringMatching(/^outgoing_message/),
      ]),
    );
  });
});

describe('when hooks fire', () => {
  const groups = () =>
    companion.received.map(({ body }) => /(leads)%5B(\w+)%5D/.exec(body)?.[2]).sort();

  test('a move through the API fires update and status both', async () => {
    const id = await makeLead();
    await subscribe('update_lead', 'status_lead', 'responsible_lead');
    await kommo.patch(`/api/v4/leads/${id}`, { status_id: 142 });
    await companion.until(2);
    expect(groups()).toEqual(['status', 'update']);
  });

  test('a new responsible fires update and responsible', async () => {
    const id = await makeLead();
    await subscribe('update_lead', 'status_lead', 'responsible_lead');
    await kommo.patch(`/api/v4/leads/${id}`, { responsible_user_id: 1003 });
    await companion.until(2);
    expect(groups()).toEqual(['responsible', 'update']);
  });

  test('a PATCH that changes nothing fires update, or nothing with the switch', async () => {
    const id = await makeLead();
    await subscribe('update_lead');
    await kommo.patch(`/api/v4/leads/${id}`, { name: 'Colmado La Fe' });
    await companion.until(1);
    await kommo.post('/sandbox/switches', { 'silent-unchanged-patch': true });
    await kommo.patch(`/api/v4/leads/${id}`, { name: 'Colmado La Fe' });
    await kommo.patch(`/api/v4/leads/${id}`, { name: 'Otro' });
    await companion.until(2);
    expect(companion.received.at(-1)?.body).toContain('Otro');
    expect(companion.received).toHaveLength(2);
  });

  test('who only asked for one event hears only that', async () => {
    await subscribe('status_lead');
    const id = await makeLead();
    await kommo.patch(`/api/v4/leads/${id}`, { price: 5 });
    await kommo.patch(`/api/v4/leads/${id}`, { status_id: 143 });
    await companion.until(1);
    expect(groups()).toEqual(['status']);
  });

  test('a move to another pipeline names the old one, unless the switch says not', async () => {
    const id = await makeLead();
    const other = await kommo.post('/api/v4/leads/pipelines', [
      {
        name: 'Otro',
        sort: 2,
        is_main: false,
        is_unsorted_on: true,
        _embedded: { statuses: [{ name: 'Uno', sort: 10 }] },
      },
    ]);
    const pipeline_id = other.id('_embedded.pipelines.0.id');
    const status_id = other.id('_embedded.pipelines.0._embedded.statuses.1.id');
    await subscribe('status_lead');
    await kommo.patch(`/api/v4/leads/${id}`, { pipeline_id, status_id });
    await companion.until(1);
    expect(companion.received[0]?.body).toContain('old_pipeline_id');
    await kommo.post('/sandbox/switches', { 'hook-without-old-pipeline': true });
    await kommo.patch(`/api/v4/leads/${id}`, { pipeline_id: 8_572_511, status_id: 67_548_607 });
    await companion.until(2);
    expect(companion.received[1]?.body).not.toContain('old_pipeline_id');
  });
});

describe('delivery', () => {
  const deliveries = () => kommo.get('/sandbox/deliveries');
  const advance = (minutes: number) =>
    kommo.post('/sandbox/clock', { advanceMs: minutes * 60_000 });

  test.each([
    [500, 5],
    [499, 5],
    [404, 3],
    [302, 3],
  ])('%d is tried %d times on the ladder of 5, 15, 15 and 60 minutes', async (code, attempts) => {
    await subscribe('add_lead');
    status = code;
    await makeLead();
    await companion.until(1);
    for (const [minutes, count] of [
      [4, 1],
      [1, 2],
      [14, 2],
      [1, 3],
      [15, Math.min(4, attempts)],
      [60, attempts],
      [600, attempts],
    ] as const) {
      await advance(minutes);
      expect([minutes, companion.received.length]).toEqual([minutes, count]);
    }
    expect((await deliveries()).at('0.state')).toBe('given-up');
    const ids = new Set(companion.received.map(({ headers }) => headers['x-amocrm-requestid']));
    expect(ids.size).toBe(1);
  });

  test('no answer within two seconds counts as a failure and is tried again', async () => {
    await subscribe('add_lead');
    status = null;
    await makeLead();
    await companion.until(1);
    for (
      let tries = 0;
      tries < 100 && (await deliveries()).at('0.attempts.0') === undefined;
      tries += 1
    )
      await new Promise((done) => setTimeout(done, 30));
    expect((await deliveries()).at('0.attempts.0.status')).toBe(0);
    status = 200;
    await advance(5);
    expect((await deliveries()).at('0.state')).toBe('delivered');
  });

  test('the hundred and first failure in two hours disables the hook; subscribing again arms it', async () => {
    await subscribe('add_lead');
    status = 400;
    await kommo.post(
      '/api/v4/leads',
      Array.from({ length: 101 }, () => ({ name: 'x' })),
    );
    await companion.until(101);
    for (
      let tries = 0;
      tries < 50 &&
      (await kommo.get('/api/v4/webhooks')).at('_embedded.webhooks.0.disabled') === false;
      tries += 1
    )
      await new Promise((done) => setTimeout(done, 10));
    expect((await kommo.get('/api/v4/webhooks')).at('_embedded.webhooks.0.disabled')).toBe(true);
    companion.received.length = 0;
    status = 200;
    await makeLead();
    await kommo.post('/sandbox/switches', { 'webhook-post-keeps-disabled': true });
    expect((await subscribe('add_lead')).at('disabled')).toBe(true);
    await kommo.call('DELETE', '/sandbox/switches');
    expect((await subscribe('add_lead')).at('disabled')).toBe(false);
    await makeLead();
    await companion.until(1);
    expect(companion.received).toHaveLength(1);
  });

  test('hooks may come twice, reversed, late, without status, or many in one', async () => {
    await subscribe('update_lead', 'status_lead', 'add_lead');
    const id = await makeLead();
    await companion.until(1);
    const groups = () => companion.received.map(({ body }) => /leads%5B(\w+)%5D/.exec(body)?.[1]);
    const move = (status_id: number) => kommo.patch(`/api/v4/leads/${id}`, { status_id });

    companion.received.length = 0;
    await kommo.post('/sandbox/hooks', { reorder: true, duplicate: true });
    await move(142);
    await companion.until(4);
    expect(groups().sort()).toEqual(['status', 'status', 'update', 'update']);

    companion.received.length = 0;
    await kommo.post('/sandbox/hooks', { reorder: false, duplicate: false, dropStatus: true });
    await move(67_548_607);
    await companion.until(1);
    expect(groups()).toEqual(['update']);

    companion.received.length = 0;
    await kommo.post('/sandbox/hooks', { dropStatus: false, delayMs: 3_600_000 });
    await move(142);
    await advance(59);
    expect(groups()).toEqual([]);
    await advance(1);
    expect(groups()).toHaveLength(2);

    companion.received.length = 0;
    await kommo.post('/sandbox/hooks', { delayMs: 0, batch: true });
    await kommo.post('/api/v4/leads', [{ name: 'a' }, { name: 'b' }]);
    await companion.until(1);
    expect(companion.received[0]?.body).toContain('leads%5Badd%5D%5B1%5D%5Bname%5D=b');
  });

  test('nothing is sent to another machine', async () => {
    await kommo.post('/api/v4/webhooks', {
      destination: 'https://firma.example/hook',
      settings: ['add_lead'],
    });
    await makeLead();
    for (
      let tries = 0;
      tries < 50 && (await deliveries()).at('0.attempts.0') === undefined;
      tries += 1
    )
      await new Promise((done) => setTimeout(done, 5));
    expect((await deliveries()).at('0.attempts.0.status')).toBe(0);
  });
});

describe('subscriptions', () => {
  test('the same destination replaces its settings; deleting an unknown one is 404', async () => {
    const first = await subscribe('add_lead');
    expect([first.status, first.at('settings')]).toEqual([200, ['add_lead']]);
    expect((await subscribe('status_lead', 'update_lead')).at('id')).toBe(first.at('id'));
    expect((await kommo.get('/api/v4/webhooks')).at('_total_items')).toBe(1);
    const destination = `${companion.url}/hook`;
    expect((await kommo.call('DELETE', '/api/v4/webhooks', { destination })).status).toBe(204);
    expect((await kommo.call('DELETE', '/api/v4/webhooks', { destination })).status).toBe(404);
  });

  test.each([
    ['an unknown code', { destination: 'http://127.0.0.1/x', settings: ['won_lead'] }],
    ['no settings', { destination: 'http://127.0.0.1/x', settings: [] }],
    ['no address', { destination: 'x', settings: ['add_lead'] }],
    ['an array', [{ destination: 'http://127.0.0.1/x', settings: ['add_lead'] }]],
  ])('%s is refused', async (_name, body) => {
    expect((await kommo.post('/api/v4/webhooks', body)).status).toBe(400);
  });

  test('a hundred subscriptions are the most', async () => {
    for (let count = 0; count < 100; count += 1)
      await kommo.post('/api/v4/webhooks', {
        destination: `http://127.0.0.1:9/${count}`,
        settings: ['add_lead'],
      });
    expect((await subscribe('add_lead')).status).toBe(400);
    await kommo.post('/sandbox/switches', { 'limits-answer-422': true });
    expect((await subscribe('add_lead')).status).toBe(422);
  });

  test('codes that only clients name are refused with the switch', async () => {
    expect((await subscribe('update_task')).status).toBe(200);
    await kommo.post('/sandbox/switches', { 'unlisted-hook-codes-refused': true });
    expect((await subscribe('update_task')).status).toBe(400);
  });
});

describe('digital pipeline and Salesbot', () => {
  test('"send webhook" carries seven keys', async () => {
    const id = await makeLead();
    await kommo.post('/sandbox/triggers', {
      kind: 'send-webhook',
      url: `${companion.url}/pipeline`,
      status_id: 142,
    });
    await kommo.patch(`/api/v4/leads/${id}`, { status_id: 142 });
    const [keys] = await keysOf(1);
    expect(keys).toEqual(fixture('pipeline-send-webhook'));
  });

  test("the widget's action is a form, or JSON with the switch", async () => {
    const id = await makeLead();
    const settings = { action: 'send_to_odoo', key: 'sandbox-hook' };
    await kommo.post('/sandbox/triggers', {
      kind: 'widget',
      url: `${companion.url}/pipeline`,
      status_id: 142,
      settings,
    });
    await kommo.patch(`/api/v4/leads/${id}`, { status_id: 142 });
    const [keys] = await keysOf(1);
    expect(keys).toEqual(fixture('pipeline-widget-action'));
    await kommo.post('/sandbox/switches', { 'widget-hook-as-json': true });
    await kommo.patch(`/api/v4/leads/${id}`, { status_id: 67_548_607 });
    await kommo.patch(`/api/v4/leads/${id}`, { status_id: 142 });
    await companion.until(2);
    expect(companion.received[1]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(companion.received[1]?.body ?? '')).toMatchObject({
      event: { type_code: 15, data: { id, element_type: 2, status_id: 142 } },
      action: { settings: { widget: { settings } } },
      account_id: 30_000_001,
    });
  });

  test('widget_request carries an HS512 token and waits for return_url once', async () => {
    const id = await makeLead();
    const asked = await kommo.post('/sandbox/salesbot', {
      botId: 501,
      leadId: id,
      url: `${companion.url}/salesbot`,
      data: { lead_id: id },
    });
    await companion.until(1);
    const body = new URLSearchParams(companion.received[0]?.body);
    const [header = '', payload = '', signature] = (body.get('token') ?? '').split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      typ: 'JWT',
      alg: 'HS512',
    });
    expect(
      createHmac('sha512', 'secret-of-a-test').update(`${header}.${payload}`).digest('base64url'),
    ).toBe(signature);
    const back = new URL(body.get('return_url') ?? '').pathname;
    expect(back).toBe(`/api/v4/salesbot/501/continue/${String(asked.at('continueId'))}`);
    const show = (value: string) => ({ handler: 'show', params: { type: 'text', value } });
    expect((await kommo.post(back, { execute_handlers: [show('x'.repeat(81))] })).status).toBe(400);
    expect(
      (await kommo.post(back, { execute_handlers: Array.from({ length: 11 }, () => show('x')) }))
        .status,
    ).toBe(400);
    expect(
      (await kommo.post(back, { execute_handlers: [{ handler: 'condition', params: {} }] })).status,
    ).toBe(400);
    const done = await kommo.post(back, {
      data: { status: 'success' },
      execute_handlers: [show('Gracias')],
    });
    expect([done.status, done.type, done.text]).toEqual([202, 'text/html', 'Accepted']);
    expect((await kommo.post(back, { data: {} })).status).toBe(404);
    await kommo.post('/sandbox/switches', { 'bot-request-as-json': true, 'bot-token-hs256': true });
    await kommo.post('/sandbox/salesbot', {
      botId: 501,
      leadId: id,
      url: `${companion.url}/salesbot`,
    });
    await companion.until(2);
    expect(companion.received[1]?.headers['content-type']).toBe('application/json');
  });
});
