import type { Row, Values } from '../database.js';
import { asText } from '../json.js';
import type { Env, Model } from '../orm/model.js';
import { managedBy } from './rights.js';

const marketers = ['sales_team.group_sale_salesman'];

/** A name that is taken gets a number, as Odoo gives it: searching first is the caller's work. */
const utmModel = (name: string, label: string): Model => ({
  name,
  label,
  module: 'utm',
  order: 'name',
  rights: managedBy(marketers),
  fields: {
    name: { type: 'char', string: `${label} Name`, required: true },
    active: { type: 'boolean', string: 'Active', default: true },
  },
  prepare: (env, values, before) => {
    if ('name' in values) values['name'] = freeName(env, name, values, before);
  },
});

export const utmModels: readonly Model[] = [
  utmModel('utm.source', 'Source'),
  utmModel('utm.medium', 'Medium'),
  utmModel('utm.campaign', 'Campaign'),
];

function freeName(env: Env, model: string, values: Values, before: Row | null): string | false {
  const wanted = asText(values['name']);
  if (!wanted) return false;
  const others = env.db.all(model).filter((row) => row['id'] !== before?.['id']);
  const taken = new Set(others.map((row) => row['name']));
  if (!taken.has(wanted)) return wanted;
  let count = 2;
  while (taken.has(`${wanted} [${count}]`)) count += 1;
  return `${wanted} [${count}]`;
}
