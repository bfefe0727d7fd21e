import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { odooSteps } from '../../contract/odoo.js';
import { handOverSteps } from '../../backend/src/journey/hand-over.js';
import { odooBackoff } from '../../backend/src/journey/step.js';
import type { Services } from '../../backend/src/services.js';
import { startCuttingProxy } from '../support/cutting-proxy.js';
import type { CuttingProxy } from '../support/cutting-proxy.js';
import {
  countOdoo,
  deliver,
  grown,
  inKommo,
  odooRows,
  oneOfEach,
  servicesOf,
  wonLeads,
} from '../support/won-leads.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const done = { kind: 'done', next: [] };
const set = (world: World, path: string, body: unknown) =>
  world.odoo(`/sandbox/${path}`, { method: 'POST', body });

test('the steps run in the order that the card shows (R9.1)', () => {
  expect(handOverSteps.map(({ step }) => step)).toEqual([...odooSteps]);
});

test('what can heal is tried at least eight times over 27 hours (R6.2)', () => {
  expect(odooBackoff.length + 1).toBeGreaterThanOrEqual(8);
  expect(odooBackoff.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThanOrEqual(27 * 3600);
});

describe('a won lead arrives whole', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  test.each([
    ['Odoo 19 over JSON-2', 19, 'json2'],
    ['Odoo 18 over JSON-RPC', 18, 'jsonrpc'],
    ['Odoo 17 over JSON-RPC', 17, 'jsonrpc'],
  ] as const)('%s: every step, its id, and Kommo told (R1.6, R5.5)', async (_name, version, by) => {
    await set(world, 'version', { version });
    const services = servicesOf(world);
    const before = await countOdoo(world);
    const [id = 0] = await wonLeads(world, services, [1], {
      taxId: '1-31-24679-6',
      notes: ['Quiere empezar en enero'],
      messages: ['Buenas, ¿cuánto cuesta?'],
    });

    expect(await deliver(services, [id])).toEqual([done]);

    expect(grown(before, await countOdoo(world))).toEqual(oneOfEach);
    const { steps, state } = (await services.store.transfers.find(id)) ?? { steps: [], state: '' };
    expect(state).toBe('done');
    expect(steps.map(({ step }) => step)).toEqual([...odooSteps]);
    expect(steps.every((step) => step.state === 'done')).toBe(true);
    const [customer] = steps;
    const { lead, notes } = await inKommo(world, services, id);
    expect(lead).toMatchObject({ odooCustomerId: customer?.odooId, odooUrl: customer?.url });
    expect(lead?.tags).toContain('En Odoo');
    expect(notes).toEqual([`Entregado a Odoo: ${customer?.url}`]);

    const partners = await odooRows(world, 'res.partner');
    expect(partners.find((row) => row.id === customer?.odooId)).toMatchObject({
      name: 'Ferretería El Progreso 0001 SRL',
      vat: '131246796',
      is_company: true,
    });
    const [opportunity] = await odooRows(world, 'crm.lead');
    expect(opportunity).toMatchObject({ probability: 100, expected_revenue: 25_000 });
    const requests = (await world.odoo('/sandbox/requests')) as {
      transport: string;
      call: string;
    }[];
    expect(requests.filter(({ call }) => call === 'crm.lead.load')).toMatchObject([
      { transport: by },
    ]);
    const history = (await odooRows(world, 'mail.message')).find((row) =>
      String(row['message_id']).includes('-hist-'),
    );
    expect(String(history?.['body'])).toContain('Quiere empezar en enero');
    expect(String(history?.['body'])).toContain('Buenas, ¿cuánto cuesta?');
    expect(await world.odoo('/sandbox/mailed')).toEqual([]);
  });

  test('the firm’s own endpoint takes the whole lead, and the card names its customer (R5.5)', async () => {
    await set(world, 'switches', { addon: true });
    const services = servicesOf(world, { odoo: { transport: 'rest' } });
    const [id = 0] = await wonLeads(world, services, [1], { notes: ['Quiere empezar en enero'] });

    expect(await deliver(services, [id])).toEqual([done]);

    expect(await odooRows(world, 'crm.lead')).toHaveLength(1);
    const steps = (await services.store.transfers.find(id))?.steps ?? [];
    expect(steps.map(({ step, state }) => [step, state])).toEqual([
      ['customer', 'done'],
      ['opportunity', 'done'],
      ['project', 'done'],
      ['contract', 'skipped'],
      ['history', 'done'],
      ['kommo', 'done'],
    ]);
    const messages = await odooRows(world, 'mail.message');
    const told = messages.filter(({ body }) => String(body).includes('Quiere empezar en enero'));
    expect(told).toHaveLength(1);
    expect((await inKommo(world, services, id)).lead?.odooCustomerId).toBe(steps[0]?.odooId);
    expect(await world.odoo('/sandbox/mailed')).toEqual([]);
  });

  test('what the settings turn off is recorded as skipped', async () => {
    const services = servicesOf(world, { odoo: { services: {} } });
    const [id = 0] = await wonLeads(world, services, [1]);

    expect(await deliver(services, [id])).toEqual([done]);

    const steps = (await services.store.transfers.find(id))?.steps ?? [];
    expect(steps.filter(({ state }) => state === 'skipped').map(({ step }) => step)).toEqual([
      'project',
      'contract',
    ]);
  });
});
