import type { Services } from './contract-lines.js';
import { inCompanyCurrency } from './currency.js';
import type { ContractLinks } from './ensure-contract.js';
import { ensureLinked, ensureManyLinked } from '../records/external-id.js';
import type { Linked } from '../records/external-id.js';
import { contractLines, productsOf } from './contract-lines.js';
import { findMarked } from '../records/records.js';
import type { Fields } from '../records/records.js';
import { keepKnown } from '../records/known-fields.js';
import type { HandOver } from '../odoo.js';
import { linkNames, orderMark } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';
import { oneLine, toOdooDate } from '../records/values.js';

const model = 'contract.contract';

/** OCA's monthly contract. Its templates are applied by the form only, so the lines are written here. */
export async function ensureOcaContract(
  tools: StepTools,
  handOver: HandOver,
  { customerId }: ContractLinks,
  services: Services,
): Promise<Linked> {
  const fields = await tools.records.requireFields(model);
  const start = toOdooDate(handOver.wonAt ?? tools.now().toISOString());
  const found = await findMarked(tools.records, model, 'code', orderMark(handOver));
  const id = found ?? (await create(tools, handOver, { customerId, start, fields }));
  const contract = { id, created: found === null };

  const lineModel = fields['contract_line_ids']?.relation ?? 'contract.line';
  const parent = fields['contract_line_ids']?.relationField ?? 'contract_id';
  const lineFields = await tools.records.requireFields(lineModel);
  const lines = await contractLines(tools, services, await inCompanyCurrency(tools, handOver));
  const rows = lines.map(({ service, name, productId, price }) => ({
    name: linkNames.line(handOver, service),
    columns: keepKnown(
      {
        [`${parent}/.id`]: contract.id,
        'product_id/.id': productId,
        name,
        quantity: 1,
        price_unit: price,
        recurring_rule_type: 'monthly',
        recurring_interval: 1,
        date_start: start,
      },
      lineFields,
    ),
  }));
  const there = contract.created
    ? new Set()
    : await productsOf(tools.records, lineModel, [parent, '=', id]);
  const missing = rows.filter(({ columns }) => !there.has(columns['product_id/.id']));
  await ensureManyLinked(tools, lineModel, missing);
  return contract;
}

interface New {
  readonly customerId: number;
  readonly start: string;
  readonly fields: Fields;
}

const create = (
  tools: StepTools,
  handOver: HandOver,
  { customerId, start, fields }: New,
): Promise<number> =>
  ensureLinked(tools, {
    model,
    name: linkNames.contract(handOver),
    columns: keepKnown(
      {
        name: oneLine(handOver.leadName) || `Kommo ${handOver.kommoLeadId}`,
        code: orderMark(handOver),
        'partner_id/.id': customerId,
        contract_type: 'sale',
        line_recurrence: '1',
        recurring_rule_type: 'monthly',
        recurring_interval: 1,
        date_start: start,
      },
      fields,
    ),
  });
