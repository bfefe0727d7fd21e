import { z } from 'zod';
import { AppError, never } from '../../../errors.js';
import { contractLines, productsOf } from './contract-lines.js';
import type { ContractLine, Services } from './contract-lines.js';
import { choosePricelist, inOrderCurrency } from './currency.js';
import type { ContractLinks } from './ensure-contract.js';
import { ensureLinked, ensureManyLinked } from '../records/external-id.js';
import type { Linked } from '../records/external-id.js';
import { keepKnown } from '../records/known-fields.js';
import type { HandOver } from '../odoo.js';
import { findMarked, silently } from '../records/records.js';
import type { Fields } from '../records/records.js';
import { linkNames, orderMark } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';
import { text } from '../records/values.js';

const model = 'sale.order';

interface OrderWanted {
  readonly kind: 'quotation' | 'confirmed_order' | 'subscription';
  readonly services: Services;
}

/** Order, then its lines, then its confirmation: an order without lines can be confirmed, so lines come before. */
export async function ensureOrder(
  tools: StepTools,
  handOver: HandOver,
  links: ContractLinks,
  { kind, services }: OrderWanted,
): Promise<Linked> {
  const fields = await tools.records.requireFields(model);
  const plan = kind === 'subscription' ? planColumn(tools, fields) : {};
  const found = await findMarked(tools.records, model, 'client_order_ref', orderMark(handOver));
  const id =
    found ??
    (await ensureLinked(tools, {
      model,
      name: linkNames.contract(handOver),
      columns: keepKnown({ ...(await columnsOf(tools, handOver, links)), ...plan }, fields),
    }));
  const order = { id, created: found === null };
  const total = await inOrderCurrency(tools, handOver, id);
  await ensureLines(tools, handOver, order, await contractLines(tools, services, total));
  if (kind !== 'quotation') await ensureConfirmed(tools, order);
  return order;
}

async function columnsOf(
  tools: StepTools,
  handOver: HandOver,
  { customerId, opportunityId }: ContractLinks,
) {
  const { salespersonEmail } = handOver;
  const [seller, pricelistId] = await Promise.all([
    salespersonEmail === null ? null : tools.lookups.user(salespersonEmail),
    choosePricelist(tools, handOver, customerId),
  ]);
  const reference = orderMark(handOver);
  return {
    'partner_id/.id': customerId,
    'opportunity_id/.id': opportunityId,
    'user_id/.id': seller ?? '',
    'pricelist_id/.id': pricelistId,
    client_order_ref: reference,
    origin: reference,
  };
}

/** Enterprise keeps subscriptions as orders with a plan (17 and later) or a recurrence (16). */
function planColumn({ settings }: StepTools, fields: Fields) {
  const field = ['plan_id', 'recurrence_id'].find((name) => name in fields);
  if (field === undefined) {
    throw new AppError(
      'odoo_mapping',
      'Odoo has no subscriptions: install them or change the contract',
      {
        retry: never,
        reason: {
          code: 'odoo.module_missing',
          params: { name: { code: 'odoo.module_subscriptions' } },
        },
      },
    );
  }
  if (settings.subscriptionPlanId === null) {
    throw new AppError('odoo_not_configured', 'No subscription plan is set', {
      retry: never,
      reason: { code: 'odoo.plan_missing' },
    });
  }
  return { [`${field}/.id`]: settings.subscriptionPlanId };
}

async function ensureLines(
  tools: StepTools,
  handOver: HandOver,
  order: Linked,
  lines: readonly ContractLine[],
): Promise<void> {
  const lineModel = 'sale.order.line';
  const fields = await tools.records.requireFields(lineModel);
  const rows = lines.map(({ service, name, productId, price }) => ({
    name: linkNames.line(handOver, service),
    columns: keepKnown(
      {
        'order_id/.id': order.id,
        'product_id/.id': productId,
        name,
        product_uom_qty: 1,
        price_unit: price,
      },
      fields,
    ),
  }));
  const there = order.created
    ? new Set()
    : await productsOf(tools.records, lineModel, ['order_id', '=', order.id]);
  const missing = rows.filter(({ columns }) => !there.has(columns['product_id/.id']));
  await ensureManyLinked(tools, lineModel, missing);
}

/** A second confirmation is refused by Odoo, so the state is read first, and once more after a refusal. */
async function ensureConfirmed(tools: StepTools, order: Linked): Promise<void> {
  if (!order.created && !(await isOpen(tools, order.id))) return;
  try {
    await tools.records.run({
      model,
      method: 'action_confirm',
      ids: [order.id],
      context: silently,
    });
  } catch (error) {
    const refused = error instanceof AppError && error.code === 'odoo_rejected';
    if (!refused || (await isOpen(tools, order.id))) throw error;
  }
}

async function isOpen({ records }: StepTools, id: number): Promise<boolean> {
  const [row] = await records.search(
    model,
    { domain: [['id', '=', id]], fields: ['state'], limit: 1 },
    z.object({ state: text }),
  );
  return row === undefined || row.state === null || row.state === 'draft' || row.state === 'sent';
}
