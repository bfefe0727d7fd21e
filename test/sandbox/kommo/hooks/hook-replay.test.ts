import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  readAccountHook,
  readBotRequest,
  readPipelineAction,
} from '../../../../backend/src/adapters/kommo/hooks/webhook.js';
import { startReceiver, startTestSandbox } from '../start.js';
import type { TestSandbox } from '../start.js';

/*
 * Bodies as captured from Kommo (names and numbers invented) beside what the stand-in sends for the
 * same change: the same keys in the same order, and the product's reader finds the same in both.
 */
const form = 'application/x-www-form-urlencoded';
let kommo: TestSandbox;
let companion: Awaited<ReturnType<typeof startReceiver>>;
let service: number;

beforeAll(async () => {
  companion = await startReceiver();
  kommo = await startTestSandbox({ companionUrl: companion.url });
});
beforeEach(async () => {
  await kommo.post('/sandbox/reset', {});
  await kommo.post('/sandbox/limits', { perSecond: 0, perAccount: 0 });
  companion.received.length = 0;
});
afterAll(async () => {
  await kommo.close();
  await companion.close();
});

const captured = (name: string) => readFileSync(`test/fixtures/kommo/${name}.form.txt`, 'utf8');

/** Keys in their order; entity ids that stand in a key are one id. */
function keysOf(body: string): readonly string[] {
  return [...new URLSearchParams(body).keys()].map((key) => key.replace(/\[\d{5,}\]/, '[id]'));
}

/** What the product's reader makes of it, without ids and times. */
function foundIn(body: string) {
  const { accountId, subdomain, hints } = readAccountHook(body, form);
  const kinds = hints.map(({ entity, action, fingerprint }) => ({
    ...{ entity, action },
    whole: fingerprint !== null,
  }));
  return { accountId, subdomain, kinds };
}

const subscribe = (...settings: string[]) =>
  kommo.post('/api/v4/webhooks', { destination: `${companion.url}/hook`, settings });

async function fourFields(): Promise<readonly Record<string, unknown>[]> {
  const made = await kommo.post('/api/v4/leads/custom_fields', [
    { name: 'Servicio', type: 'select', enums: [{ value: 'Contabilidad' }] },
    { name: 'Puntuación', type: 'numeric' },
    { name: 'Factura electrónica', type: 'checkbox' },
    { name: 'Fecha límite', type: 'date' },
  ]);
  const values = ['Contabilidad', 78, true, 1_791_000_000];
  service = made.id('_embedded.custom_fields.0.id');
  return values.map((value, index) => ({
    field_id: made.id(`_embedded.custom_fields.${index}.id`),
    values: [{ value }],
  }));
}

async function fullLead(): Promise<number> {
  const lead = { name: 'Ferretería El Progreso SRL', custom_fields_values: await fourFields() };
  return (await kommo.post('/api/v4/leads', [lead])).id('_embedded.leads.0.id');
}

const move = { status_id: 67_548_611 };

const leadHooks: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['lead-status', 'status_lead', move],
  ['lead-won', 'status_lead', { status_id: 142 }],
  ['lead-responsible', 'responsible_lead', { ...move, responsible_user_id: 1002 }],
  ['lead-update-name-empty', 'update_lead', { ...move, name: '' }],
];

describe('captured hooks and those of the stand-in', () => {
  test.each(leadHooks)('%s (R9.3)', async (name, event, change) => {
    const id = await fullLead();
    await subscribe(event);
    expect((await kommo.patch(`/api/v4/leads/${id}`, change)).status).toBe(200);
    await companion.until(1);
    const { body } = companion.first();
    expect([...keysOf(body)].sort()).toEqual([...keysOf(captured(name))].sort());
    expect(foundIn(body)).toEqual(foundIn(captured(name)));
    expect(
      new URLSearchParams(body).get(`leads[${event.split('_')[0]}][0][custom_fields][0][id]`),
    ).toBe(String(service));
  });

  test('lead-add-two-in-one', async () => {
    await kommo.post('/sandbox/hooks', { batch: true });
    await subscribe('add_lead');
    const name = 'Ferretería El Progreso SRL';
    await kommo.post('/api/v4/leads', [
      { name, custom_fields_values: await fourFields() },
      { name },
    ]);
    await companion.until(1);
    const { body } = companion.first();
    expect(keysOf(body)).toEqual(keysOf(captured('lead-add-two-in-one')));
    expect(foundIn(body)).toEqual(foundIn(captured('lead-add-two-in-one')));
  });

  test('contact-add-radiobutton-object', async () => {
    const made = await kommo.post('/api/v4/contacts/custom_fields', [
      { name: 'Cumpleaños', type: 'birthday' },
      { name: 'Tipo', type: 'radiobutton', enums: [{ value: '2' }] },
    ]);
    await subscribe('add_contact');
    const value = (index: number, given: unknown) => ({
      field_id: made.id(`_embedded.custom_fields.${index}.id`),
      values: [{ value: given }],
    });
    await kommo.post('/api/v4/contacts', [
      {
        name: 'Carmen Altagracia Peña',
        custom_fields_values: [
          { field_code: 'PHONE', values: [{ value: '+18095550142' }] },
          { field_code: 'EMAIL', values: [{ value: 'carmen@elprogreso.example' }] },
          value(0, 316_483_200),
          value(1, '2'),
        ],
      },
    ]);
    await companion.until(1);
    const { body } = companion.first();
    expect(keysOf(body)).toEqual(keysOf(captured('contact-add-radiobutton-object')));
    expect(foundIn(body)).toEqual(foundIn(captured('contact-add-radiobutton-object')));
  });

  test('company-update-under-contacts', async () => {
    const company = (await kommo.post('/api/v4/companies', [{ name: 'La Fe SRL' }])).id(
      '_embedded.companies.0.id',
    );
    await kommo.post('/api/v4/leads', [{ _embedded: { companies: [{ id: company }] } }]);
    await subscribe('update_company');
    await kommo.patch(`/api/v4/companies/${company}`, { name: 'La Fe' });
    await companion.until(1);
    const { body } = companion.first();
    expect(keysOf(body)).toEqual(keysOf(captured('company-update-under-contacts')));
    expect(foundIn(body)).toEqual(foundIn(captured('company-update-under-contacts')));
  });

  test('pipeline-widget-action and pipeline-send-webhook', async () => {
    const settings = { action: 'send_to_odoo', key: 'sandbox-hook' };
    const url = `${companion.url}/pipeline`;
    await kommo.post('/sandbox/triggers', { kind: 'widget', url, settings });
    await kommo.post('/api/v4/leads', [{ name: 'x' }]);
    await companion.until(1);
    const ours = readPipelineAction(companion.first().body, form);
    const theirs = readPipelineAction(captured('pipeline-widget-action'), form);
    expect([ours.accountId, ours.settings, ours.leadIds.length]).toEqual([
      theirs.accountId,
      { ...theirs.settings, ...settings },
      theirs.leadIds.length,
    ]);
  });

  test('salesbot-widget-request', async () => {
    const lead = (await kommo.post('/api/v4/leads', [{}])).id('_embedded.leads.0.id');
    const data = { lead_id: lead, answers: '{"inventario":"si"}' };
    await kommo.post('/sandbox/salesbot', { leadId: lead, url: `${companion.url}/bot`, data });
    await companion.until(1);
    const { body } = companion.first();
    expect(keysOf(body)).toEqual(keysOf(captured('salesbot-widget-request')));
    expect(readBotRequest(body, form)).toMatchObject({
      token: expect.stringMatching(/^ey/),
      data: { lead_id: String(lead), answers: data.answers },
      returnUrl: expect.stringMatching(/\/api\/v4\/salesbot\/501\/continue\/[\w-]+$/),
    });
  });
});
