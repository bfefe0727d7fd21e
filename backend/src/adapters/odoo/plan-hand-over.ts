import { ensureContract } from './ensure-contract.js';
import { ensureCustomer } from './ensure-customer.js';
import { ensureOpportunity } from './ensure-opportunity.js';
import { ensureProject } from './ensure-project.js';
import type { HandOver, HistoryEntry, PlannedCall } from './odoo.js';
import { createLookups } from './lookups.js';
import { recordCalls } from './record-calls.js';
import { createRecords } from './records.js';
import type { StepTools } from './step-tools.js';
import type { OdooTransport } from './transport.js';
import { writeHistory } from './write-history.js';

/** The steps in their order, with nothing written: what a hand-over would send, call by call. */
export async function planHandOver(
  tools: StepTools,
  transport: OdooTransport,
  handOver: HandOver,
  entries: readonly HistoryEntry[],
): Promise<readonly PlannedCall[]> {
  const recording = recordCalls(transport);
  const records = createRecords(recording.transport);
  const dry = { ...tools, records, lookups: createLookups(records, tools.now) };
  const customer = await ensureCustomer(dry, handOver);
  const opportunity = await ensureOpportunity(dry, handOver, customer.id);
  await ensureProject(dry, handOver, customer.id);
  const links = { customerId: customer.id, opportunityId: opportunity.id };
  await ensureContract(dry, handOver, links);
  await writeHistory(dry, handOver, opportunity.id, entries);
  return recording.calls();
}
