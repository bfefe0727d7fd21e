import { asText } from '../json.js';
import type { Model } from '../orm/model.js';
import { active, char, link } from './field.js';
import { managedBy, salesManager } from './rights.js';

const pricelistModel: Model = {
  name: 'product.pricelist',
  label: 'Pricelist',
  module: 'product',
  order: 'id',
  rights: managedBy(salesManager),
  displayName: (env, row) => {
    const currency = env.db.get('res.currency', Number(row['currency_id']));
    return `${asText(row['name'])} (${asText(currency?.['name'])})`;
  },
  fields: {
    name: { ...char('Pricelist Name'), required: true },
    active,
    currency_id: { ...link('Currency', 'res.currency'), required: true },
  },
};

export const productModels: readonly Model[] = [
  pricelistModel,
  {
    name: 'product.product',
    label: 'Product Variant',
    module: 'product',
    order: 'name, id',
    rights: managedBy(['product.group_product_manager']),
    fields: {
      name: { ...char('Name'), required: true },
      active,
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
