import { ensureContract } from '../contract/ensure-contract.js';
import { ensureCustomer } from '../customer/ensure-customer.js';
import { ensureOpportunity } from '../opportunity/ensure-opportunity.js';
import { ensureProject } from '../project/ensure-project.js';
import type { HandOver, HistoryEntry, PlannedCall } from '../odoo.js';
import { createLookups } from '../records/lookups.js';
import { recordCalls } from '../records/record-calls.js';
import type { Recording } from '../records/record-calls.js';
import { createRecords } from '../records/records.js';
import type { StepTools } from '../records/step-tools.js';
import type { OdooTransport } from '../transport/transport.js';
import { writeHistory } from '../history/write-history.js';

/** The steps in their order, with nothing written: what a hand-over would send, call by call. */
export const planHandOver = async (
  tools: StepTools,
  transport: OdooTransport,
  handOver: HandOver,
  entries: readonly HistoryEntry[],
): Promise<readonly PlannedCall[]> =>
  (await recordHandOver(tools, transport, handOver, entries)).calls();

export async function recordHandOver(
  tools: StepTools,
  transport: OdooTransport,
  handOver: HandOver,
  entries: readonly HistoryEntry[],
): Promise<Recording> {
  const recording = recordCalls(transport);
  const records = createRecords(recording.transport, tools.now);
  const dry = { ...tools, records, lookups: createLookups(records, tools.now) };
  const customer = await ensureCustomer(dry, handOver);
  const opportunity = await ensureOpportunity(dry, handOver, customer.id);
  await ensureProject(dry, handOver, customer.id);
  const links = { customerId: customer.id, opportunityId: opportunity.id };
  await ensureContract(dry, handOver, links);
  await writeHistory(dry, handOver, opportunity.id, entries);
  return recording;
}
