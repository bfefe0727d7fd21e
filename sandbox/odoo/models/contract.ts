import type { Field, Model } from '../orm/model.js';
import { char, link } from './field.js';

/** OCA's `contract`: only Invoicing's administrator may create one. */
const billing = ['account.group_account_invoice'];
const administrator = ['account.group_account_manager'];
const rules: Field = {
  type: 'selection',
  string: 'Recurrence',
  selection: [
    ['daily', 'Day(s)'],
    ['weekly', 'Week(s)'],
    ['monthly', 'Month(s)'],
    ['quarterly', 'Quarter(s)'],
    ['yearly', 'Year(s)'],
  ],
  default: 'monthly',
};

export const contractModels: readonly Model[] = [
  {
    name: 'contract.contract',
    label: 'Contract',
    module: 'contract',
    thread: true,
    order: 'code, name asc',
    rights: { read: billing, create: administrator, write: administrator, unlink: administrator },
    fields: {
      name: { ...char('Name'), required: true },
      active: { type: 'boolean', string: 'Active', default: true },
      code: char('Reference'),
      partner_id: { ...link('Partner', 'res.partner'), required: true },
      contract_type: {
        type: 'selection',
        string: 'Contract Type',
        required: true,
        selection: [
          ['sale', 'Customer'],
          ['purchase', 'Supplier'],
        ],
        default: 'sale',
      },
      contract_template_id: link('Contract Template', 'contract.template'),
      line_recurrence: { type: 'boolean', string: 'Recurrence at line level?', default: false },
      recurring_rule_type: rules,
      recurring_interval: { type: 'integer', string: 'Invoice Every', default: 1 },
      date_start: { type: 'date', string: 'Date Start' },
      date_end: { type: 'date', string: 'Date End' },
      journal_id: { ...link('Journal', 'account.journal'), default: 1 },
      user_id: { ...link('Responsible', 'res.users'), default: (env) => env.uid },
      company_id: { ...link('Company', 'res.company'), default: 1 },
      contract_line_ids: {
        type: 'one2many',
        string: 'Contract lines',
        relation: 'contract.line',
        inverse: 'contract_id',
      },
    },
  },
  {
    name: 'contract.line',
    label: 'Contract Line',
    module: 'contract',
    rights: { read: billing, create: administrator, write: administrator, unlink: administrator },
    fields: {
      contract_id: { ...link('Contract', 'contract.contract'), required: true },
      product_id: link('Product', 'product.product'),
      name: { type: 'text', string: 'Description', required: true },
      quantity: { type: 'float', string: 'Quantity', required: true, default: 1 },
      price_unit: { type: 'float', string: 'Unit Price' },
      recurring_rule_type: rules,
      recurring_interval: { type: 'integer', string: 'Invoice Every', default: 1 },
      date_start: { type: 'date', string: 'Date Start' },
      date_end: { type: 'date', string: 'Date End' },
    },
  },
  {
    name: 'account.journal',
    label: 'Journal',
    module: 'contract',
    rights: { read: billing, create: administrator, write: administrator, unlink: administrator },
    fields: {
      name: { ...char('Journal Name'), required: true },
      code: char('Short Code'),
      type: {
        type: 'selection',
        string: 'Type',
        selection: [
          ['sale', 'Sales'],
          ['purchase', 'Purchase'],
          ['general', 'Miscellaneous'],
        ],
      },
    },
  },
];
