import type { Row, Values } from '../database.js';
import { asNumber, asText, isEmpty } from '../json.js';
import type { Json } from '../json.js';
import { value } from '../orm/model.js';
import type { Env, Model } from '../orm/model.js';
import { writeRecords } from '../orm/write.js';
import { formatMoment } from '../rules/moment.js';
import { confirmOrder } from './confirm-order.js';
import { salesManager, salesman } from './rights.js';
import { char, link } from './field.js';

const orderModel: Model = {
  name: 'sale.order',
  label: 'Sales Order',
  module: 'sale',
  thread: true,
  order: 'date_order desc, id desc',
  rights: { read: salesman, create: salesman, write: salesman, unlink: salesManager },
  fields: {
    name: { ...char('Order Reference'), readonly: true },
    partner_id: { ...link('Customer', 'res.partner'), required: true },
    opportunity_id: { ...link('Opportunity', 'crm.lead'), module: 'crm' },
    client_order_ref: char('Customer Reference'),
    origin: char('Source Document'),
    user_id: { ...link('Salesperson', 'res.users'), default: (env) => env.uid },
    team_id: { ...link('Sales Team', 'crm.team'), default: 1 },
    company_id: { ...link('Company', 'res.company'), default: 1 },
    pricelist_id: link('Pricelist', 'product.pricelist'),
    currency_id: { ...link('Currency', 'res.currency'), compute: currencyOf },
    date_order: {
      type: 'datetime',
      string: 'Order Date',
      default: (env) => formatMoment(env.now()),
    },
    validity_date: { type: 'date', string: 'Expiration' },
    note: { type: 'html', string: 'Terms and conditions' },
    state: {
      type: 'selection',
      string: 'Status',
      selection: [
        ['draft', 'Quotation'],
        ['sent', 'Quotation Sent'],
        ['sale', 'Sales Order'],
        ['cancel', 'Cancelled'],
      ],
      default: 'draft',
    },
    order_line: {
      type: 'one2many',
      string: 'Order Lines',
      relation: 'sale.order.line',
      inverse: 'order_id',
    },
    amount_untaxed: { type: 'monetary', string: 'Untaxed Amount', compute: total },
    amount_total: { type: 'monetary', string: 'Total', compute: total },
    project_ids: {
      type: 'many2many',
      string: 'Projects',
      relation: 'project.project',
      module: 'sale_project',
    },
    plan_id: { ...link('Recurring Plan', 'sale.subscription.plan'), module: 'sale_subscription' },
    is_subscription: {
      type: 'boolean',
      string: 'Recurring',
      module: 'sale_subscription',
      compute: (_env, row) => !isEmpty(row['plan_id']),
    },
    subscription_state: {
      type: 'selection',
      string: 'Subscription Status',
      module: 'sale_subscription',
      selection: [
        ['1_draft', 'Quotation'],
        ['3_progress', 'In Progress'],
      ],
      compute: (_env, row) =>
        isEmpty(row['plan_id']) ? false : row['state'] === 'sale' ? '3_progress' : '1_draft',
    },
    start_date: { type: 'date', string: 'Start Date', module: 'sale_subscription' },
  },
  prepare: (env, values, before) => {
    if (before !== null) return;
    values['name'] = `S${String(env.db.all('sale.order').length + 1).padStart(5, '0')}`;
    const partner = env.db.get('res.partner', Number(values['partner_id']));
    if (isEmpty(values['pricelist_id'] ?? false))
      values['pricelist_id'] = partner?.['property_product_pricelist'] ?? false;
  },
  methods: {
    action_confirm: {
      on: 'records',
      params: [],
      run: (env, { model, ids }) => {
        for (const id of ids) confirmOrder(env, model, id);
        return value(true);
      },
    },
    action_cancel: {
      on: 'records',
      params: [],
      run: (env, { model, ids }) => {
        writeRecords(env, model, ids, { state: 'cancel' });
        return value(true);
      },
    },
  },
};

const lineModel: Model = {
  name: 'sale.order.line',
  label: 'Sales Order Line',
  module: 'sale',
  rights: { read: salesman, create: salesman, write: salesman, unlink: salesman },
  fields: {
    order_id: { ...link('Order Reference', 'sale.order'), required: true },
    product_id: link('Product', 'product.product'),
    name: { type: 'text', string: 'Description', required: true },
    product_uom_qty: { type: 'float', string: 'Quantity', default: 1 },
    price_unit: { type: 'float', string: 'Unit Price' },
    discount: { type: 'float', string: 'Discount (%)', default: 0 },
    price_subtotal: { type: 'monetary', string: 'Subtotal', compute: (_env, row) => subtotal(row) },
    display_type: {
      type: 'selection',
      string: 'Display Type',
      selection: [
        ['line_section', 'Section'],
        ['line_note', 'Note'],
      ],
    },
    project_id: { ...link('Generated Project', 'project.project'), module: 'sale_project' },
  },
  prepare: (env, values, before) => {
    if (before === null || 'product_id' in values) describeLine(env, values);
  },
};

export const saleModels: readonly Model[] = [orderModel, lineModel];

/** The pricelist's, whatever the company's is. */
function currencyOf(env: Env, row: Row): Json {
  const pricelist = env.db.get('product.pricelist', Number(row['pricelist_id']));
  return pricelist?.['currency_id'] ?? env.db.get('res.company', 1)?.['currency_id'] ?? false;
}

function total(env: Env, row: Row): number {
  const lines = env.db.all('sale.order.line').filter((line) => line['order_id'] === row['id']);
  return lines.reduce((sum, line) => sum + subtotal(line), 0);
}

function subtotal(row: Row): number {
  const gross = asNumber(row['product_uom_qty']) * asNumber(row['price_unit']);
  return Math.round(gross * (100 - asNumber(row['discount']))) / 100;
}

function describeLine(env: Env, values: Values): void {
  const product = env.db.get('product.product', Number(values['product_id']));
  if (!product) return;
  if (isEmpty(values['name'])) values['name'] = asText(product['name']);
  if (values['price_unit'] === undefined) values['price_unit'] = product['list_price'] ?? 0;
}
