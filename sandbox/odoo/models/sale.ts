import type { Row, Values } from '../database.js';
import { userError } from '../errors.js';
import { asIds, asNumber, asText, isEmpty } from '../json.js';
import { copyRecord } from '../orm/copy.js';
import { value } from '../orm/model.js';
import type { Env, Field, Model } from '../orm/model.js';
import { findModel, isInstalled } from '../orm/registry.js';
import { createRecords, writeRecords } from '../orm/write.js';
import { formatMoment } from '../rules/moment.js';
import { managedBy } from './rights.js';

const salesman = ['sales_team.group_sale_salesman'];
const salesManager = ['sales_team.group_sale_manager'];
const char = (string: string): Field => ({ type: 'char', string });
const link = (string: string, relation: string): Field => ({ type: 'many2one', string, relation });

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
    currency_id: {
      ...link('Currency', 'res.currency'),
      compute: (env) => env.db.get('res.company', 1)?.['currency_id'] ?? false,
    },
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
    if (before === null)
      values['name'] = `S${String(env.db.all('sale.order').length + 1).padStart(5, '0')}`;
  },
  methods: {
    action_confirm: {
      on: 'records',
      params: [],
      run: (env, { model, ids }) => {
        for (const id of ids) confirm(env, model, id);
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

export const saleModels: readonly Model[] = [
  orderModel,
  lineModel,
  {
    name: 'product.product',
    label: 'Product Variant',
    module: 'product',
    order: 'name, id',
    rights: managedBy(['product.group_product_manager']),
    fields: {
      name: { ...char('Name'), required: true },
      active: { type: 'boolean', string: 'Active', default: true },
      default_code: char('Internal Reference'),
      list_price: { type: 'float', string: 'Sales Price', default: 1 },
      type: {
        type: 'selection',
        string: 'Product Type',
        since: 18,
        selection: [
          ['consu', 'Goods'],
          ['service', 'Service'],
          ['combo', 'Combo'],
        ],
        default: 'consu',
      },
      detailed_type: {
        type: 'selection',
        string: 'Product Type',
        until: 17,
        selection: [
          ['consu', 'Consumable'],
          ['service', 'Service'],
        ],
        default: 'consu',
      },
      sale_ok: { type: 'boolean', string: 'Sales', default: true },
      service_tracking: {
        type: 'selection',
        string: 'Create on Order',
        module: 'sale_project',
        selection: [
          ['no', 'Nothing'],
          ['task_global_project', 'Task'],
          ['task_in_project', 'Project & Task'],
          ['project_only', 'Project'],
        ],
        default: 'no',
      },
      project_template_id: {
        ...link('Project Template', 'project.project'),
        module: 'sale_project',
      },
    },
  },
  {
    name: 'sale.subscription.plan',
    label: 'Subscription Plan',
    module: 'sale_subscription',
    rights: managedBy(salesManager),
    fields: {
      name: { ...char('Name'), required: true },
      billing_period_value: { type: 'integer', string: 'Duration', default: 1 },
      billing_period_unit: {
        type: 'selection',
        string: 'Unit',
        selection: [
          ['week', 'Weeks'],
          ['month', 'Months'],
          ['year', 'Years'],
        ],
        default: 'month',
      },
    },
  },
];

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

function confirm(env: Env, model: Model, id: number): void {
  const order = env.db.get(model.name, id);
  if (order?.['state'] !== 'draft' && order?.['state'] !== 'sent') {
    throw userError('Some orders are not in a state requiring confirmation.');
  }
  writeRecords(env, model, [id], { state: 'sale', date_order: formatMoment(env.now()) });
  if (isInstalled(env, 'sale_project')) startProjects(env, order);
}

/** A service product that asks for a project gets one, from its template where it has one. */
function startProjects(env: Env, order: Row): void {
  const system: Env = { ...env, sudo: true };
  const projects = findModel(env, 'project.project');
  const started: number[] = [];
  for (const line of env.db.all('sale.order.line')) {
    const product = env.db.get('product.product', Number(line['product_id']));
    if (
      line['order_id'] !== order['id'] ||
      !['project_only', 'task_in_project'].includes(asText(product?.['service_tracking']))
    )
      continue;
    const values = {
      name: `${asText(order['name'])} - ${asText(product?.['name'])}`,
      partner_id: order['partner_id'] ?? false,
    };
    const [template] = asIds(product?.['project_template_id']);
    const fresh = { ...values, ...(env.version >= 19 ? { is_template: false } : {}) };
    const ids =
      template === undefined
        ? createRecords(system, projects, [values])
        : [copyRecord(system, projects, template, fresh)];
    started.push(...ids);
    env.db.update('sale.order.line', Number(line['id']), { project_id: ids[0] ?? false });
  }
  env.db.update('sale.order', Number(order['id']), { project_ids: started });
}
