import type { Sentence } from '../../../../../wording/sentence.js';

const sales: Sentence = { code: 'odoo.module_sales' };
const project: Sentence = { code: 'odoo.module_project' };
const contracts: Sentence = { code: 'odoo.module_contracts' };

const byModel: Readonly<Record<string, Sentence | string>> = {
  'res.partner': { code: 'odoo.module_contacts' },
  'crm.lead': 'CRM',
  'crm.tag': 'CRM',
  'project.project': project,
  'project.task': project,
  'sale.order': sales,
  'sale.order.line': sales,
  'product.product': sales,
  'contract.contract': contracts,
  'contract.line': contracts,
};

/** What the admin installs in Odoo for a model, as Odoo's list of apps calls it. */
export const moduleOf = (model: string): Sentence | string => byModel[model] ?? model;
