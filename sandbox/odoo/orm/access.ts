import { accessError } from '../errors.js';
import { findField, isInstalled } from './registry.js';
import type { Env, Field, Model, Operation } from './model.js';

/** As Odoo's AccessError lists them. */
export const groupLabels: Readonly<Record<string, string>> = {
  'base.group_user': 'User types/Internal User',
  'base.group_system': 'Administration/Settings',
  'base.group_erp_manager': 'Administration/Access Rights',
  'base.group_partner_manager': 'Extra Rights/Contact Creation',
  'sales_team.group_sale_salesman': 'Sales/User: Own Documents Only',
  'sales_team.group_sale_salesman_all_leads': 'Sales/User: All Documents',
  'sales_team.group_sale_manager': 'Sales/Administrator',
  'project.group_project_user': 'Project/User',
  'project.group_project_manager': 'Project/Administrator',
  'account.group_account_readonly': 'Technical/Show Accounting Features - Readonly',
  'account.group_account_invoice': 'Invoicing/Invoicing',
  'account.group_account_manager': 'Accounting/Billing Administrator',
  'product.group_product_manager': 'Products/Create',
};

/** 19 gave its groups new homes. */
const groupLabels19: Readonly<Record<string, string>> = {
  'base.group_partner_manager': 'Contact/Creation',
  'base.group_system': 'Settings',
  'base.group_erp_manager': 'Access Rights',
  'account.group_account_readonly': 'Show Accounting Features - Readonly',
  'account.group_account_invoice': 'Accounting/Invoicing',
};

const labelOf = (env: Env, group: string): string =>
  (env.version >= 19 ? groupLabels19[group] : undefined) ?? groupLabels[group] ?? group;

const implied: Readonly<Record<string, readonly string[]>> = {
  'sales_team.group_sale_manager': ['sales_team.group_sale_salesman_all_leads'],
  'sales_team.group_sale_salesman_all_leads': ['sales_team.group_sale_salesman'],
  'sales_team.group_sale_salesman': ['base.group_user'],
  'project.group_project_manager': ['project.group_project_user'],
  'project.group_project_user': ['base.group_user'],
  'account.group_account_manager': ['account.group_account_invoice'],
  'account.group_account_invoice': ['base.group_user'],
  'base.group_system': ['base.group_user', 'base.group_partner_manager', 'base.group_erp_manager'],
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
  const lines = allowed.map((group) => `\t- ${labelOf(env, group)}`).sort();
  const who =
    lines.length === 0
      ? 'No group currently allows this operation.'
      : `This operation is allowed for the following groups:\n${lines.join('\n')}`;
  const label = (env.version < 19 ? model.labelBefore19 : undefined) ?? model.label;
  throw accessError(
    `You are not allowed to ${verbs[operation]} '${label}' (${model.name}) records.\n\n${who}\n\n` +
      'Contact your administrator to request access if necessary.',
  );
}

export const canSeeField = (env: Env, { groups }: Field): boolean =>
  env.sudo || (groups?.some((group) => hasGroup(env, group)) ?? true);

/** Fields that are named although the caller may not see them. */
export function checkFields(env: Env, model: Model, names: readonly string[]): void {
  const hidden = names.flatMap((name) => {
    const field = findField(env, model, name);
    return field && !canSeeField(env, field) ? [{ name, groups: field.groups ?? [] }] : [];
  });
  if (hidden.length > 0) throw accessError(hiddenFields(env, model, hidden));
}

type Hidden = readonly { readonly name: string; readonly groups: readonly string[] }[];

/** As 18 and 19 word it; only 18 was seen to translate it. */
function hiddenFields(env: Env, model: Model, hidden: Hidden): string {
  const names = hidden.map(({ name }) => name).join(', ');
  const whose = `${model.label} (${model.name})`;
  const groupsOf = (groups: readonly string[]) =>
    groups.map((group) => `'${labelOf(env, group).replace('/', ' / ')}'`).join(', ');
  if (env.version >= 19) {
    const groups = groupsOf(hidden.flatMap((field) => field.groups));
    return (
      `You do not have enough rights to access the field "${names}" on ${whose}. ` +
      `Please contact your system administrator.\n\nOperation: read\nUser: ${env.uid}\n` +
      `Groups: allowed for groups ${groups}`
    );
  }
  if (env.switches.language === 'es') {
    const lines = hidden.map(
      ({ name, groups }) => `- ${name} (permitido para los grupos ${groupsOf(groups)})`,
    );
    return (
      `No cuenta con los permisos necesarios para acceder a los campos "${names}" en ${whose}. ` +
      `Contacte al administrador de su sistema.\n\nOperación: read\nUsuario: ${env.uid}\n` +
      `Campos:\n${lines.join('\n')}`
    );
  }
  const lines = hidden.map(
    ({ name, groups }) => `- ${name} (allowed for groups ${groupsOf(groups)})`,
  );
  return (
    `You do not have enough rights to access the fields "${names}" on ${whose}. ` +
    `Please contact your system administrator.\n\nOperation: read\nUser: ${env.uid}\n` +
    `Fields:\n${lines.join('\n')}`
  );
}

function implies(own: string, wanted: string): boolean {
  return (implied[own] ?? []).some((group) => group === wanted || implies(group, wanted));
}

function groupIsThere(env: Env, group: string): boolean {
  const owner = group.split('.')[0] ?? '';
  return !['project', 'sale'].includes(owner) || isInstalled(env, owner);
}
