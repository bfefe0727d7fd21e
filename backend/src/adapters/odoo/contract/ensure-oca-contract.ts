import type { ContractLine } from './contract-lines.js';
import type { ContractLinks } from './ensure-contract.js';
import { ensureLinked, ensureManyLinked, withoutLinked } from '../records/external-id.js';
import type { Linked } from '../records/external-id.js';
import { keepKnown } from '../records/known-fields.js';
import type { HandOver } from '../odoo.js';
import { linkNames } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';
import { oneLine, toOdooDate } from '../records/values.js';

const model = 'contract.contract';

/** OCA's monthly contract. Its templates are applied by the form only, so the lines are written here. */
export async function ensureOcaContract(
  tools: StepTools,
  handOver: HandOver,
  { customerId }: ContractLinks,
  lines: readonly ContractLine[],
): Promise<Linked> {
  const fields = await tools.records.requireFields(model, 'Contratos (OCA)');
  const start = toOdooDate(handOver.wonAt ?? tools.now().toISOString());
  const contract = await ensureLinked(tools, {
    model,
    name: linkNames.contract(handOver),
    columns: keepKnown(
      {
        name: oneLine(handOver.leadName) || `Kommo ${handOver.kommoLeadId}`,
        code: `KOMMO-${handOver.kommoLeadId}`,
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

  const lineModel = fields['contract_line_ids']?.relation ?? 'contract.line';
  const parent = fields['contract_line_ids']?.relationField ?? 'contract_id';
  const lineFields = await tools.records.requireFields(lineModel, 'Contratos (OCA)');
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
  const missing = contract.created ? rows : await withoutLinked(tools.records, lineModel, rows);
  await ensureManyLinked(tools, lineModel, missing);
  return contract;
}
