import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { splitCents } from '../../../../backend/src/adapters/odoo/contract/contract-lines.js';
import type { OdooSettingsInput } from '../../../../backend/src/adapters/odoo/transport/settings.js';
import { accountingWith, createOdooWorld, handOver } from '../odoo-world.js';
import type { OdooWorld } from '../odoo-world.js';

let world: OdooWorld;
afterEach(() => world.close());

async function contractWith(settings: Partial<OdooSettingsInput>, given = handOver()) {
  const odoo = world.connect(settings);
  const customer = await odoo.ensureCustomer(given);
  const opportunity = await odoo.ensureOpportunity(given, customer.id);
  return odoo.ensureContract(given, customer.id, opportunity.id);
}

describe.each([17, 18, 19] as const)('contracts in Odoo %i', (version) => {
  beforeEach(async () => {
    world = await createOdooWorld(version);
  });

  test('none is made where settings want none', async () => {
    expect(await contractWith({ services: accountingWith({ contract: 'none' }) })).toBeNull();
    expect(await contractWith({ services: {} })).toBeNull();
    expect(await world.records('sale.order')).toEqual([]);
  });

  test('a quotation stays a draft, a confirmed order is confirmed once', async () => {
    await contractWith({ services: accountingWith({ contract: 'quotation' }) });
    expect(await world.records('sale.order')).toMatchObject([{ state: 'draft' }]);
    await contractWith({ services: accountingWith({ contract: 'confirmed_order' }) });
    await contractWith({ services: accountingWith({ contract: 'confirmed_order' }) });
    expect(await world.records('sale.order')).toMatchObject([
      { state: 'sale', opportunity_id: 1, user_id: 6 },
    ]);
  });

  test('a subscription is an order with a plan', async () => {
    await world.control('switches', { modules: [...installed, 'sale_subscription'] });
    const settings = {
      services: accountingWith({ contract: 'subscription' }),
      subscriptionPlanId: 1,
    };
    await contractWith(settings);
    expect(await world.records('sale.order')).toMatchObject([{ state: 'sale', plan_id: 1 }]);
  });

  test('a subscription where there are none says what to install', async () => {
    await expect(
      contractWith({
        services: accountingWith({ contract: 'subscription' }),
        subscriptionPlanId: 1,
      }),
    ).rejects.toMatchObject({
      code: 'odoo_mapping',
      reason: expect.stringContaining('Suscripciones'),
    });
  });

  test('OCA’s contract is monthly, with its lines', async () => {
    await world.control('switches', {
      modules: [...installed, 'contract'],
      groups: [...groups, 'account.group_account_manager', 'account.group_account_invoice'],
    });
    const made = await contractWith({ services: accountingWith({ contract: 'oca_contract' }) });
    expect(made?.url).toContain('contract.contract');
    expect(await world.records('contract.contract')).toMatchObject([
      {
        code: 'KOMMO-123',
        recurring_rule_type: 'monthly',
        line_recurrence: true,
        date_start: '2026-11-20',
      },
    ]);
    expect(await world.records('contract.line')).toMatchObject([
      { price_unit: 25_000, quantity: 1 },
    ]);
    await contractWith({ services: accountingWith({ contract: 'oca_contract' }) });
    expect(await world.records('contract.line')).toHaveLength(1);
  });

  test('a product that is missing and may not be made is named', async () => {
    const services = accountingWith({ product: { code: 'NO-HAY', name: 'Nada' } });
    await expect(contractWith({ services })).rejects.toMatchObject({
      code: 'odoo_mapping',
      reason: expect.stringContaining('«NO-HAY»'),
    });
    await world.control('switches', { groups: [...groups, 'product.group_product_manager'] });
    await contractWith({ services });
    const product = (await world.records('product.product')).find(
      (row) => row['default_code'] === 'NO-HAY',
    );
    expect(product?.[version === 17 ? 'detailed_type' : 'type']).toBe('service');
  });

  test('several services share the amount to the cent; without one the budget counts', async () => {
    const services = [
      { key: 'accounting', label: 'Contabilidad' },
      { key: 'tax', label: 'Fiscal' },
      { key: 'payroll', label: 'Nómina' },
    ];
    await contractWith({}, handOver({ services, amount: 100 }));
    const lines = await world.records('sale.order.line');
    expect(lines.map((line) => line['price_unit'])).toEqual([33.33, 33.33, 33.34]);

    await contractWith(
      {
        services: accountingWith({ contract: 'confirmed_order' }),
        priceByBudget: { '15K-30K': 22_500 },
      },
      handOver({ kommoLeadId: 124, amount: 0 }),
    );
    expect((await world.records('sale.order.line')).at(-1)).toMatchObject({ price_unit: 22_500 });
  });

  test('an order without any price waits for a person', async () => {
    await expect(
      contractWith(
        { services: accountingWith({ contract: 'confirmed_order' }) },
        handOver({ amount: 0, answers: [] }),
      ),
    ).rejects.toMatchObject({ code: 'odoo_rejected', retry: { kind: 'never' } });
    expect(await world.records('sale.order')).toEqual([]);
  });

  test('another currency is converted by the set rate, or left out', async () => {
    const dollars = handOver({ currency: 'USD', amount: 100 });
    await contractWith({ exchangeRates: { 'USD>DOP': 60 } }, dollars);
    await contractWith({}, { ...dollars, kommoLeadId: 124 });
    const leads = await world.records('crm.lead');
    expect(leads.map((lead) => Number(lead['expected_revenue'] ?? 0))).toEqual([6_000, 0]);
  });
});

test('shares always add up to the whole', async () => {
  world = await createOdooWorld(19);
  for (const [total, parts] of [
    [100, 3],
    [0.01, 4],
    [25_000, 1],
    [99.99, 7],
  ] as const) {
    const sum = splitCents(total, parts).reduce((all, share) => all + Math.round(share * 100), 0);
    expect(sum).toBe(Math.round(total * 100));
  }
});

const installed = [
  'base',
  'base_vat',
  'l10n_do',
  'mail',
  'utm',
  'crm',
  'product',
  'sale',
  'project',
  'sale_project',
];
const groups = [
  'base.group_user',
  'sales_team.group_sale_salesman_all_leads',
  'project.group_project_manager',
  'base.group_partner_manager',
];
