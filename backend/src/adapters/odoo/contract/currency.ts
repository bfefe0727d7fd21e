import { z } from 'zod';
import { AppError, never } from '../../../errors.js';
import type { HandOver } from '../odoo.js';
import type { Fields } from '../records/records.js';
import type { StepTools } from '../records/step-tools.js';
import { link } from '../records/values.js';

/** Opportunities and recurring contracts are in the company's currency. */
export async function inCompanyCurrency(
  tools: StepTools,
  handOver: HandOver,
): Promise<number | null> {
  return converted(tools, handOver, await tools.lookups.companyCurrency());
}

/** An order is in its pricelist's currency, whatever the company's is. */
export async function inOrderCurrency(
  tools: StepTools,
  handOver: HandOver,
  orderId: number,
): Promise<number | null> {
  const [order] = await tools.records.search(
    'sale.order',
    { domain: [['id', '=', orderId]], fields: ['currency_id'], limit: 1 },
    z.object({ currency_id: link }),
  );
  return converted(tools, handOver, order?.currency_id?.name ?? null);
}

const currencyRow = z.object({ currency_id: link });
const customerRow = z.object({ property_product_pricelist: link });

/**
 * The pricelist that puts an order in the hand-over's currency: null where the customer's own does, or where a set rate
 * converts instead.
 * @throws AppError `odoo_mapping` where neither is possible: better no order than one in the wrong currency.
 */
export async function choosePricelist(
  tools: StepTools,
  handOver: HandOver,
  customerId: number,
): Promise<number | null> {
  const { records, lookups } = tools;
  const fields = await records.fields('product.pricelist');
  if (fields === null || handOver.amount <= 0) return null;
  const own = await ownPricelist(tools, customerId);
  const currency = own === null ? await lookups.companyCurrency() : await currencyOf(tools, own);
  if (currency === null || currency === handOver.currency) return null;
  const [inCurrency] = await records.search(
    'product.pricelist',
    {
      domain: pricelistsIn(handOver.currency),
      fields: ['currency_id', 'id'],
      limit: 1,
      order: 'id',
    },
    z.object({ id: z.int() }),
  );
  if (inCurrency) return inCurrency.id;
  requireRate(tools, handOver.currency, currency);
  return null;
}

const pricelistsIn = (currency: string) =>
  [
    ['currency_id.name', '=', currency],
    ['active', '=', true],
  ] as const;

async function ownPricelist(tools: StepTools, customerId: number): Promise<number | null> {
  const fields: Fields = (await tools.records.fields('res.partner')) ?? {};
  if (!('property_product_pricelist' in fields)) return null;
  const [customer] = await tools.records.search(
    'res.partner',
    {
      domain: [['id', '=', customerId]],
      fields: ['property_product_pricelist'],
      limit: 1,
    },
    customerRow,
  );
  return customer?.property_product_pricelist?.id ?? null;
}

async function currencyOf({ records }: StepTools, pricelistId: number): Promise<string | null> {
  const [pricelist] = await records.search(
    'product.pricelist',
    { domain: [['id', '=', pricelistId]], fields: ['currency_id'], limit: 1 },
    currencyRow,
  );
  return pricelist?.currency_id?.name ?? null;
}

function converted(
  tools: StepTools,
  { amount, currency }: HandOver,
  wanted: string | null,
): number | null {
  if (amount <= 0) return null;
  if (wanted === null || wanted === currency) return amount;
  return Math.round(amount * requireRate(tools, currency, wanted) * 100) / 100;
}

/** Odoo keeps rates of its own, but where nobody does they all say 1, so only ours count. */
export function rateOf(
  { exchangeRates }: StepTools['settings'],
  from: string,
  to: string,
): number | null {
  const there = exchangeRates[`${from}>${to}`];
  const back = exchangeRates[`${to}>${from}`];
  return there ?? (back === undefined ? null : 1 / back);
}

function requireRate({ settings }: StepTools, from: string, to: string): number {
  const rate = rateOf(settings, from, to);
  if (rate !== null) return rate;
  throw rateMissing(from, to);
}

export const rateMissing = (from: string, to: string): AppError =>
  new AppError('odoo_mapping', `No exchange rate ${from}>${to} is set`, {
    retry: never,
    reason: { code: 'odoo.rate_missing', params: { from, to } },
    facts: { from, to },
  });
