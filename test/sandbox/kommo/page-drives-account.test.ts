import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startReceiver, startTestSandbox } from './start.js';
import type { TestSandbox } from './start.js';

let kommo: TestSandbox;
let companion: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  companion = await startReceiver();
  kommo = await startTestSandbox({ companionUrl: companion.url });
});
beforeEach(async () => {
  await kommo.post('/sandbox/reset', {});
  await kommo.post('/sandbox/limits', { perSecond: 0, perAccount: 0 });
});
afterEach(() => {
  companion.received.length = 0;
});
afterAll(async () => {
  await kommo.close();
  await companion.close();
});

const makeLead = async () =>
  (await kommo.post('/api/v4/leads', [{ name: 'Colmado', price: 900 }])).id('_embedded.leads.0.id');

/** As the pipeline page posts it, with the address that the zip is packed with by default. */
const action = {
  ...{ widget_code: 'account_leads', status_id: 142, pipeline_id: 8_572_511 },
  settings: { action: 'send_to_odoo', key: 'k' },
  webhook_url: 'https://companion.example/webhooks/kommo/hook-secret/pipeline',
};

describe('an action saved on the pipeline page', () => {
  test('fires when a lead enters its stage, at the companion on this machine (R9.3)', async () => {
    await kommo.post('/ajax/triggers', action);
    const id = await makeLead();
    await kommo.patch(`/api/v4/leads/${id}`, { status_id: 67_548_611 });
    await kommo.patch(`/api/v4/leads/${id}`, { status_id: 142 });
    await companion.until(1);
    expect(companion.received).toHaveLength(1);
    const { path, body } = companion.first();
    expect(path).toBe('/webhooks/kommo/sandbox-hook/pipeline');
    const form = new URLSearchParams(body);
    expect(form.get('event[data][id]')).toBe(String(id));
    expect(form.get('action[settings][widget][settings][action]')).toBe('send_to_odoo');
  });

  test('is JSON with the switch, is listed, and goes with the others', async () => {
    await kommo.post('/sandbox/switches', { 'widget-hook-as-json': true });
    await kommo.post('/ajax/triggers', action);
    expect((await kommo.get('/sandbox/triggers')).body).toMatchObject([
      { kind: 'widget', url: `${companion.url}/webhooks/kommo/sandbox-hook/pipeline` },
    ]);
    const id = await makeLead();
    await kommo.patch(`/api/v4/leads/${id}`, { status_id: 142 });
    await companion.until(1);
    expect(JSON.parse(companion.first().body)).toMatchObject({
      event: { data: { id, status_id: 142 } },
      action: { settings: { widget: { settings: action.settings } } },
    });
    await kommo.call('DELETE', '/sandbox/triggers');
    expect((await kommo.get('/sandbox/triggers')).body).toEqual([]);
  });

  test('of another pipeline stays silent', async () => {
    await kommo.post('/ajax/triggers', { ...action, pipeline_id: 1 });
    const id = await makeLead();
    await kommo.patch(`/api/v4/leads/${id}`, { status_id: 142 });
    expect((await kommo.get('/sandbox/deliveries')).body).toEqual([]);
  });
});

describe('a bot saved in the designer', () => {
  const bot = {
    widget_code: 'account_leads',
    steps: [
      [
        {
          question: [
            {
              handler: 'widget_request',
              params: {
                url: 'https://companion.example/webhooks/kommo/hook-secret/salesbot',
                data: { lead: '{{lead.id}}', price: '{{lead.price}}', other: '{{json.x}}' },
              },
            },
            { handler: 'goto', params: { type: 'question', step: 1 } },
          ],
        },
      ],
    ],
  };

  test('asks the companion with its placeholders filled, and goes on once it is told to (R1.5)', async () => {
    await kommo.post('/ajax/bots', bot);
    const id = await makeLead();
    const started = await kommo.post('/sandbox/salesbot', { leadId: id });
    expect(started.status).toBe(201);
    await companion.until(1);
    const { path, body } = companion.first();
    expect(path).toBe('/webhooks/kommo/sandbox-hook/salesbot');
    const form = new URLSearchParams(body);
    expect([form.get('data[lead]'), form.get('data[price]'), form.get('data[other]')]).toEqual([
      String(id),
      '900',
      '{{json.x}}',
    ]);
    const { pathname } = new URL(form.get('return_url') ?? '');
    const goOn = { handler: 'goto', params: { type: 'question', step: 1 } };
    const answer = { data: { status: 'success' }, execute_handlers: [goOn] };
    expect((await kommo.post(pathname, answer)).status).toBe(202);
    expect((await kommo.post(pathname, answer)).status).toBe(404);
    expect(
      (await kommo.get('/sandbox/salesbot')).at(String(started.at('continueId'))),
    ).toMatchObject({ leadId: id, answer: { data: { status: 'success' } } });
  });

  test('without a bot and without an address there is nothing to ask', async () => {
    expect((await kommo.post('/sandbox/salesbot', { leadId: await makeLead() })).status).toBe(400);
  });
});
