import type { Row } from '../database.js';
import { userError } from '../errors.js';
import { asIds, asText } from '../json.js';
import { copyRecord } from '../orm/copy.js';
import type { Env, Model } from '../orm/model.js';
import { findModel, isInstalled } from '../orm/registry.js';
import { createRecords, writeRecords } from '../orm/write.js';
import { formatMoment } from '../rules/moment.js';

export function confirmOrder(env: Env, model: Model, id: number): void {
  const order = env.db.get(model.name, id);
  if (order?.['state'] !== 'draft' && order?.['state'] !== 'sent') {
    throw userError('Some orders are not in a state requiring confirmation.');
  }
  writeRecords(env, model, [id], { state: 'sale', date_order: formatMoment(env.now()) });
  if (isInstalled(env, 'sale_project')) startProjects(env, order);
}

function startProjects(env: Env, order: Row): void {
  const started = env.db
    .all('sale.order.line')
    .filter((line) => line['order_id'] === order['id'])
    .flatMap((line) => startProject({ ...env, sudo: true }, order, line));
  env.db.update('sale.order', Number(order['id']), { project_ids: started });
}

/** A service product that asks for a project gets one, from its template where it has one. */
function startProject(env: Env, order: Row, line: Row): readonly number[] {
  const product = env.db.get('product.product', Number(line['product_id'])) ?? {};
  if (!['project_only', 'task_in_project'].includes(asText(product['service_tracking']))) return [];

  const projects = findModel(env, 'project.project');
  const name = `${asText(order['name'])} - ${asText(product['name'])}`;
  const values = { name, partner_id: order['partner_id'] ?? false };
  const [template] = asIds(product['project_template_id']);
  const fresh = { ...values, ...(env.version >= 19 ? { is_template: false } : {}) };
  const ids =
    template === undefined
      ? createRecords(env, projects, [values])
      : [copyRecord(env, projects, template, fresh)];
  env.db.update('sale.order.line', Number(line['id']), { project_id: ids[0] ?? false });
  return ids;
}
