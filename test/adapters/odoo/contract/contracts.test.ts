import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { splitCents } from '../../../../backend/src/adapters/odoo/contract/contract-lines.js';
import type { OdooSettingsInput } from '../../../../backend/src/adapters/odoo/transport/settings.js';
import { accountingWith, createOdooWorld, handOver } from '../odoo-world.js';
import type { OdooWorld } from '../odoo-world.js';
import { saying } from '../../../support/in-spanish.js';

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
      reason: saying('Suscripciones'),
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
      reason: saying('«NO-HAY»'),
    });
    await world.control('switches', { groups: [...groups, 'product.group_product_manager'] });
    await contractWith({ services });
    const product = (await world.records('product.product')).find(
      (row) => row['default_code'] === 'NO-HAY',
    );
    expect(product?.[version === 17 ? 'detailed_type' : 'type']).toBe('service');
  });

  test('several services share the amount to the cent', async () => {
    const services = [
      { key: 'accounting', label: 'Contabilidad' },
      { key: 'tax', label: 'Fiscal' },
      { key: 'payroll', label: 'Nómina' },
    ];
    await contractWith({}, handOver({ services, amount: 100 }));
    const lines = await world.records('sale.order.line');
    expect(lines.map((line) => line['price_unit'])).toEqual([33.33, 33.33, 33.34]);
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

  test.each([{ 'USD>DOP': 50 }, { 'DOP>USD': 0.02 }])(
    'another currency is converted by a set rate, whichever way it is given: %p (R5.5)',
    async (exchangeRates) => {
      await contractWith({ exchangeRates }, handOver({ currency: 'USD', amount: 100 }));
      expect(await amounts()).toEqual({ revenues: [5_000], prices: [5_000], orders: ['DOP'] });
    },
  );

  test('without a rate the hand-over stops and says what to set', async () => {
    await expect(
      contractWith({}, handOver({ currency: 'USD', amount: 100 })),
    ).rejects.toMatchObject({
      code: 'odoo_mapping',
      retry: { kind: 'never' },
      reason: saying('ODOO_EXCHANGE_RATES (USD>DOP=…)'),
    });
    expect(await world.records('crm.lead')).toEqual([]);
  });

  describe('where the customer’s pricelist is in dollars and the company in pesos', () => {
    const asManager = async (work: () => Promise<unknown>) => {
      await world.control('switches', {
        groups: [...groups, 'sales_team.group_sale_manager'],
      });
      await work();
      await world.control('switches', { groups });
    };
    beforeEach(() =>
      asManager(() => world.call('product.pricelist', 'write', [1], { currency_id: 2 })),
    );

    test('45,000 pesos are never 45,000 dollars: the order stops', async () => {
      await expect(contractWith({}, handOver({ amount: 45_000 }))).rejects.toMatchObject({
        code: 'odoo_mapping',
        reason: saying('Cree en Odoo una tarifa en DOP'),
      });
      expect(await world.records('sale.order')).toEqual([]);
    });

    test('a pricelist in pesos is used where there is one', async () => {
      await asManager(() =>
        world.call('product.pricelist', 'create', { name: 'Pesos', currency_id: 1 }),
      );
      await contractWith({}, handOver({ amount: 45_000 }));
      expect(await amounts()).toEqual({ revenues: [45_000], prices: [45_000], orders: ['DOP'] });
    });

    test('or the price is converted by the set rate', async () => {
      await contractWith({ exchangeRates: { 'USD>DOP': 60 } }, handOver({ amount: 45_000 }));
      expect(await amounts()).toEqual({ revenues: [45_000], prices: [750], orders: ['USD'] });
    });

    test('the doctor says so before', async () => {
      const currencyOf = async () =>
        (await world.odoo.preflight()).find(({ name }) => name.code === 'preflight.currency');
      expect(await currencyOf()).toMatchObject({
        state: 'failed',
        found: saying('Odoo usa USD; no hay tarifa en DOP ni tasa DOP>USD'),
        remedy: saying('ODOO_EXCHANGE_RATES'),
      });
      await asManager(() =>
        world.call('product.pricelist', 'create', { name: 'Pesos', currency_id: 1 }),
      );
      expect(await currencyOf()).toMatchObject({ state: 'ok', found: 'DOP' });
    });
  });
});

async function amounts() {
  const orders = (await world.call('sale.order', 'search_read', [], ['currency_id'])) as readonly {
    currency_id: readonly [number, string];
  }[];
  return {
    revenues: (await world.records('crm.lead')).map((row) => row['expected_revenue']),
    prices: (await world.records('sale.order.line')).map((row) => row['price_unit']),
    orders: orders.map(({ currency_id: [, name] }) => name),
  };
}

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
