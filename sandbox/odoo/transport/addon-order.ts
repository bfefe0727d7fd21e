import { asIds } from '../json.js';
import { findMethod } from '../orm/call.js';
import type { Env } from '../orm/model.js';
import { findModel, isInstalled } from '../orm/registry.js';
import { createRecords, writeRecords } from '../orm/write.js';
import type { AddonBody } from './addon-body.js';
import { convert, search } from './addon-records.js';

type Order = NonNullable<AddonBody['order']>;

export function findOrder(env: Env, { order }: AddonBody): number | null {
  if (!order || !isInstalled(env, 'sale')) return null;
  return search(env, 'sale.order', [['client_order_ref', '=', order.reference]])[0] ?? null;
}

/** The amount, in the order's own currency, is shared by the lines to the cent. */
export function createOrder(
  env: Env,
  { order, opportunity }: AddonBody,
  customerId: number,
  leadId: number,
): number | null {
  if (!order || !isInstalled(env, 'sale')) return null;
  const orders = findModel(env, 'sale.order');
  const { reference } = order;
  const [id = 0] = createRecords(env, orders, [
    {
      ...{ partner_id: customerId, opportunity_id: leadId },
      ...{ client_order_ref: reference, origin: reference },
    },
  ]);
  const total = convert(env, opportunity, currencyOf(env, id, opportunity.currency));
  addLines(env, id, order, total);
  if (order.confirmed === true)
    findMethod(env, orders, 'action_confirm').run(env, { model: orders, ids: [id], args: {} });
  return id;
}

/** A pricelist in the wanted currency is taken where the customer's is in another. */
function currencyOf(env: Env, id: number, wanted: string | undefined): number {
  const own = (): number => {
    const listId = asIds(env.db.get('sale.order', id)?.['pricelist_id'])[0] ?? 0;
    const owner = env.db.get('product.pricelist', listId) ?? env.db.get('res.company', 1);
    return asIds(owner?.['currency_id'])[0] ?? 0;
  };
  const [wantedId] = wanted ? search(env, 'res.currency', [['name', '=', wanted]]) : [];
  if (wantedId === undefined || own() === wantedId) return own();
  const [pricelistId] = search(env, 'product.pricelist', [['currency_id', '=', wantedId]]);
  if (pricelistId !== undefined)
    writeRecords(env, findModel(env, 'sale.order'), [id], { pricelist_id: pricelistId });
  return own();
}

function addLines(env: Env, orderId: number, { lines }: Order, total: number): void {
  const cents = Math.round(total * 100);
  const share = Math.floor(cents / lines.length);
  createRecords(
    env,
    findModel(env, 'sale.order.line'),
    lines.map(({ name, product }, index) => ({
      ...{ order_id: orderId, product_id: productOf(env, product), name, product_uom_qty: 1 },
      ...(total > 0 && {
        price_unit: (index === lines.length - 1 ? cents - share * index : share) / 100,
      }),
    })),
  );
}

function productOf(env: Env, { code, name }: Order['lines'][number]['product']): number {
  const [known] = search(env, 'product.product', [['default_code', '=', code]]);
  return (
    known ??
    createRecords(env, findModel(env, 'product.product'), [
      { name, default_code: code, type: 'service' },
    ])[0] ??
    0
  );
}
