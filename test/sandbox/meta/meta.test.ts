import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startReceiver, startTestSandbox } from '../kommo/start.js';
import type { Answer, TestSandbox } from '../kommo/start.js';

let sandbox: TestSandbox;
let companion: Awaited<ReturnType<typeof startReceiver>>;
let status: number;

beforeEach(async () => {
  status = 200;
  companion = await startReceiver(() => status);
  sandbox = await startTestSandbox({
    companionUrl: companion.url,
    clock: () => new Date('2026-11-28T12:00:00Z'),
  });
});

afterEach(async () => {
  await sandbox.close();
  await companion.close();
});

const token = 'sandbox-meta-token';
const form = '901234567890123';
const person = { full_name: 'Ana Peña', email: 'ana@example.com', phone_number: '+18095550142' };

const send = (body: object = {}) =>
  sandbox.post('/sandbox/meta/leads', { fields: person, ...body });
const graph = (path: string, bearer: string | null = token): Promise<Answer> =>
  sandbox.call(
    'GET',
    `/graph/${path}`,
    undefined,
    bearer === null ? {} : { authorization: `Bearer ${bearer}` },
  );
const signed = (body: string, secret = 'sandbox-meta-secret') =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('deliveries (R5.3)', () => {
  test('carry ids alone, signed over the body as it was sent, with ids that no number holds', async () => {
    const made = await send();
    const { path, body, headers } = companion.first();
    expect(path).toBe('/webhooks/meta');
    expect(headers['x-hub-signature-256']).toBe(signed(body));
    expect(JSON.parse(body)).toEqual({
      object: 'page',
      entry: [
        {
          ...{ id: '102030405060708', time: 1_795_867_200 },
          changes: [
            {
              field: 'leadgen',
              value: {
                ...{ leadgen_id: made.at('leadgenIds.0'), page_id: '102030405060708' },
                ...{ form_id: form, created_time: 1_795_867_200 },
              },
            },
          ],
        },
      ],
    });
    const id = String(made.at('leadgenIds.0'));
    expect(String(Number(id))).not.toBe(id);
  });

  test('unsigned, wrongly signed, three times, several in one', async () => {
    await send({ unsigned: true });
    expect(companion.received[0]?.headers['x-hub-signature-256']).toBeUndefined();
    await send({ wrongSignature: true });
    const forged = companion.received[1];
    expect(forged?.headers['x-hub-signature-256']).not.toBe(signed(forged?.body ?? ''));
    await send({ times: 3 });
    expect(new Set(companion.received.slice(2).map(({ body }) => body)).size).toBe(1);
    const many = await send({ fields: [person, person] });
    const { entry } = JSON.parse(companion.received.at(-1)?.body ?? '') as { entry: unknown[] };
    expect([entry.length, companion.received.length]).toEqual([2, 6]);
    expect(many.at('leadgenIds')).toHaveLength(2);
  });

  test('what is not taken comes again for 36 hours, less and less often', async () => {
    status = 500;
    await send();
    await sandbox.post('/sandbox/clock', { advanceMs: 36 * 3600_000 });
    expect(companion.received).toHaveLength(9);
    status = 200;
    await send({ delaySeconds: 600 });
    expect(companion.received).toHaveLength(9);
    await sandbox.post('/sandbox/clock', { advanceMs: 600_000 });
    expect(companion.received).toHaveLength(10);
  });
});

describe('the Graph API', () => {
  test('answers what was asked for, and a test lead by its values alone', async () => {
    const id = String((await send()).at('leadgenIds.0'));
    const lead = await graph(`v27.0/${id}`);
    expect(Object.keys(lead.body as object)).toEqual(['id', 'created_time', 'field_data']);
    expect(lead.at('created_time')).toBe('2026-11-28T12:00:00+0000');
    expect(lead.at('field_data.0')).toEqual({ name: 'full_name', values: ['Ana Peña'] });
    const more = await graph(
      `v27.0/${id}?fields=campaign_name,custom_disclaimer_responses,form_id`,
    );
    expect(more.body).toEqual({ id, campaign_name: 'Contabilidad RD', form_id: form });
    const tried = String((await send({ fields: {}, test: true })).at('leadgenIds.0'));
    const fields = (await graph(`v27.0/${tried}`)).at('field_data') as {
      name: string;
      values: string[];
    }[];
    expect(fields.find(({ name }) => name === 'full_name')?.values).toEqual([
      '<test lead: dummy data for full_name>',
    ]);
    expect(fields.find(({ name }) => name === 'email')?.values).toEqual(['test@meta.com']);
  });

  test('a form names keys, labels and options; boxes of consent come with a lead', async () => {
    const shown = await graph(`v27.0/${form}?fields=name,locale,questions,legal_content`);
    expect(shown.at('questions.5')).toMatchObject({
      key: '¿cuándo_desea_empezar?',
      options: expect.any(Array),
    });
    expect(shown.at('questions.4.options.2')).toEqual({ key: 'nómina', value: 'Nómina' });
    const consents = [{ checkbox_key: 'acepto_ser_contactado', is_checked: '' }];
    const id = String((await send({ consents })).at('leadgenIds.0'));
    expect(
      (await graph(`v27.0/${id}?fields=custom_disclaimer_responses`)).at(
        'custom_disclaimer_responses',
      ),
    ).toEqual(consents);
  });

  test('a form’s leads come in pages, the newest first, since a time', async () => {
    for (let count = 0; count < 5; count += 1) await send({ times: 0 });
    expect(companion.received).toEqual([]);
    const first = await graph(`v27.0/${form}/leads?limit=2&fields=id`);
    expect(first.at('data')).toHaveLength(2);
    const next = new URL(String(first.at('paging.next')));
    const second = await graph(next.pathname.replace('/graph/', '') + next.search);
    expect(second.at('data')).toHaveLength(2);
    const ids = [first, second].flatMap((page) =>
      (page.at('data') as { id: string }[]).map(({ id }) => id),
    );
    expect(ids).toEqual([...ids].sort().reverse());
    const third = await graph(`v27.0/${form}/leads?limit=2&after=4`);
    expect([(third.at('data') as unknown[]).length, third.at('paging.next')]).toEqual([
      1,
      undefined,
    ]);
    const filtering = JSON.stringify([
      { field: 'time_created', operator: 'GREATER_THAN', value: 1_795_867_200 },
    ]);
    expect(
      (await graph(`v27.0/${form}/leads?filtering=${encodeURIComponent(filtering)}`)).at('data'),
    ).toEqual([]);
  });

  test.each([
    ['no token', () => graph('v27.0/me', null), 400, 104],
    ['a dead token', () => graph('v27.0/me', 'old'), 400, 190],
    ['an unknown id', () => graph('v27.0/123'), 400, 100],
    ['a wrong proof', () => graph('v27.0/me?appsecret_proof=x'), 400, 100],
    ['a version that never was', () => graph('v28.0/me'), 400, 2635],
  ])('%s', async (_name, ask, http, code) => {
    const answer = await ask();
    expect([answer.status, answer.at('error.code')]).toEqual([http, code]);
    expect(answer.at('error.fbtrace_id')).toEqual(expect.any(String));
  });

  test('a right proof passes, and a version ends on its day', async () => {
    const proof = createHmac('sha256', 'sandbox-meta-secret').update(token).digest('hex');
    expect((await graph(`v21.0/me?appsecret_proof=${proof}`)).at('name')).toBe('Account SRL');
    await sandbox.post('/sandbox/clock', { advanceMs: 54 * 86_400_000 });
    expect((await graph('v21.0/me')).at('error.code')).toBe(2635);
    expect((await graph('v22.0/me')).status).toBe(200);
  });

  test('limits say in minutes when to come back, outages are transient, rights are forbidden', async () => {
    await sandbox.post('/sandbox/meta/faults', { code: 80005, minutes: 7, times: 2 });
    await sandbox.post('/sandbox/meta/faults', { code: 2 });
    await sandbox.post('/sandbox/meta/faults', { code: 200 });
    const limited = [await graph('v27.0/me'), await graph('v27.0/me')];
    expect(limited.map((one) => one.at('error.code'))).toEqual([80005, 80005]);
    expect(limited[0]?.headers.get('x-business-use-case-usage')).toContain(
      '"estimated_time_to_regain_access":7',
    );
    const down = await graph('v27.0/me');
    expect([down.status, down.at('error.is_transient')]).toEqual([500, true]);
    expect((await graph('v27.0/me')).status).toBe(403);
    expect((await graph('v27.0/me')).status).toBe(200);
  });
});

test('meta-hears-whatsapp: the firm’s own app is told what became of each message (R2.5)', async () => {
  await sandbox.post('/sandbox/switches', { 'meta-hears-whatsapp': true });
  const contact = {
    name: 'Ana',
    custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '+1 809-555-0142' }] }],
  };
  const made = await sandbox.post('/api/v4/leads/complex', [
    { name: 'x', _embedded: { contacts: [contact] } },
  ]);
  await sandbox.post('/sandbox/messages', { leadId: made.id('0.id'), text: 'Hola, señor' });
  await sandbox.post('/sandbox/messages', {
    leadId: made.id('0.id'),
    text: 'Buenas',
    direction: 'outgoing',
  });
  await sandbox.post('/sandbox/clock', { advanceMs: 1000 });
  await companion.until(3);
  expect(
    companion.received.every(
      ({ body, headers }) => headers['x-hub-signature-256'] === signed(body),
    ),
  ).toBe(true);
  expect(companion.received[0]?.body).toContain('se\\u00f1or');
  const values = companion.received.map(
    ({ body }) =>
      (
        JSON.parse(body) as {
          entry: { changes: { value: Record<string, { status?: string }[]> }[] }[];
        }
      ).entry[0]?.changes[0]?.value,
  );
  expect(
    values
      .flatMap((value) => value?.['statuses'] ?? [])
      .map(({ status: one }) => one)
      .sort(),
  ).toEqual(['delivered', 'sent']);
  expect(values[0]?.['messages']).toMatchObject([
    { from: '18095550142', text: { body: 'Hola, señor' } },
  ]);
});

test('the page sends a lead ad, verifies the webhook, and shows what came of it', async () => {
  const post = (path: string, fields: Record<string, string>) =>
    fetch(sandbox.url + path, { method: 'POST', body: new URLSearchParams(fields) });
  await post('/meta/leads', { ...person, kind: 'batch', consent: '1' });
  await post('/meta/leads', { ...person, kind: 'unsigned' });
  expect(companion.received).toHaveLength(2);
  await post('/meta/faults', { code: '190', times: '3' });
  const page = await (await fetch(`${sandbox.url}/meta`)).text();
  expect(page).toContain('sin firma');
  expect(page).toContain('3 fallas pendientes');
  const verified = await (await post('/meta/verify', {})).text();
  expect(verified).toContain('No respondió como Meta espera');
  expect(companion.received.at(-1)?.path).toContain('hub.challenge=1158201444');
});
