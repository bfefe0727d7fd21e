import { requirePrice } from './contract-lines.js';
import { ensureOcaContract } from './ensure-oca-contract.js';
import { ensureOrder } from './ensure-order.js';
import type { Linked } from '../records/external-id.js';
import { explainGone } from '../records/gone.js';
import type { HandOver } from '../odoo.js';
import { servicesOf } from '../records/step-tools.js';
import type { StepTools } from '../records/step-tools.js';

export interface ContractLinks {
  readonly customerId: number;
  readonly opportunityId: number;
}

export interface Contract extends Linked {
  readonly model: 'sale.order' | 'contract.contract';
}

/** The main service decides the kind; every service is a line of it. */
export async function ensureContract(
  tools: StepTools,
  handOver: HandOver,
  links: ContractLinks,
): Promise<Contract | null> {
  const services = servicesOf(tools.settings, handOver);
  const kind = services[0]?.contract ?? 'none';
  if (kind === 'none') return null;
  const gone = { customer: links.customerId, opportunity: links.opportunityId };
  return explainGone(tools.records, gone, async () => {
    const model = kind === 'oca_contract' ? 'contract.contract' : 'sale.order';
    await tools.records.requireFields(model);
    requirePrice(handOver, kind);
    switch (kind) {
      case 'oca_contract':
        return { model, ...(await ensureOcaContract(tools, handOver, links, services)) };
      case 'quotation':
      case 'confirmed_order':
      case 'subscription':
        return { model, ...(await ensureOrder(tools, handOver, links, { kind, services })) };
    }
  });
}
