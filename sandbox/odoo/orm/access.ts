import { accessError } from '../errors.js';
import { isInstalled } from './registry.js';
import type { Env, Model, Operation } from './model.js';

/** As Odoo's AccessError lists them. */
export const groupLabels: Readonly<Record<string, string>> = {
  'base.group_user': 'User types/Internal User',
  'base.group_system': 'Administration/Settings',
  'base.group_partner_manager': 'Extra Rights/Contact Creation',
  'sales_team.group_sale_salesman': 'Sales/User: Own Documents Only',
  'sales_team.group_sale_salesman_all_leads': 'Sales/User: All Documents',
  'sales_team.group_sale_manager': 'Sales/Administrator',
  'project.group_project_user': 'Project/User',
  'project.group_project_manager': 'Project/Administrator',
  'account.group_account_invoice': 'Accounting/Billing',
  'account.group_account_manager': 'Accounting/Billing Administrator',
  'product.group_product_manager': 'Products/Create',
};

const implied: Readonly<Record<string, readonly string[]>> = {
  'sales_team.group_sale_manager': ['sales_team.group_sale_salesman_all_leads'],
  'sales_team.group_sale_salesman_all_leads': ['sales_team.group_sale_salesman'],
  'sales_team.group_sale_salesman': ['base.group_user'],
  'project.group_project_manager': ['project.group_project_user'],
  'project.group_project_user': ['base.group_user'],
  'account.group_account_manager': ['account.group_account_invoice'],
  'account.group_account_invoice': ['base.group_user'],
  'base.group_system': ['base.group_user', 'base.group_partner_manager'],
};

const verbs: Readonly<Record<Operation, string>> = {
  read: 'access',
  create: 'create',
  write: 'modify',
  unlink: 'delete',
};

export function hasGroup(env: Env, group: string): boolean {
  return [...env.switches.groups].some((own) => own === group || implies(own, group));
}

export function isAllowed(env: Env, model: Model, operation: Operation): boolean {
  return env.sudo || (model.rights[operation] ?? []).some((group) => hasGroup(env, group));
}

export function checkAccess(env: Env, model: Model, operation: Operation): void {
  if (isAllowed(env, model, operation)) return;

  const allowed = (model.rights[operation] ?? []).filter((group) => groupIsThere(env, group));
  const lines = allowed.map((group) => `\t- ${groupLabels[group] ?? group}`).sort();
  const who =
    lines.length === 0
      ? 'No group currently allows this operation.'
      : `This operation is allowed for the following groups:\n${lines.join('\n')}`;
  throw accessError(
    `You are not allowed to ${verbs[operation]} '${model.label}' (${model.name}) records.\n\n${who}\n\n` +
      'Contact your administrator to request access if necessary.',
  );
}

function implies(own: string, wanted: string): boolean {
  return (implied[own] ?? []).some((group) => group === wanted || implies(group, wanted));
}

function groupIsThere(env: Env, group: string): boolean {
  const owner = group.split('.')[0] ?? '';
  return !['project', 'sale'].includes(owner) || isInstalled(env, owner);
}
