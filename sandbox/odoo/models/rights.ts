import type { Rights } from '../orm/model.js';

const user = ['base.group_user'];
const system = ['base.group_system'];

/** Everybody reads, the administrator changes. */
export const reference: Rights = { read: user, create: system, write: system, unlink: system };

export function managedBy(groups: readonly string[]): Rights {
  return { read: user, create: groups, write: groups, unlink: groups };
}

export const systemOnly: Rights = { read: system, create: system, write: system, unlink: system };

export const salesman = ['sales_team.group_sale_salesman'];
export const salesManager = ['sales_team.group_sale_manager'];
