import { randomBytes } from 'node:crypto';
import type { Account } from '../account/account.js';
import { incomingStatusOf, mainPipeline } from './lead-place.js';
import type { Lead, Unsorted } from '../account/records.js';
import type { Call } from '../http/route.js';

interface Incoming {
  readonly category: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly lead: Lead;
  readonly contact_id: number | null;
  readonly source?: { readonly uid: string; readonly name: string };
}

/** The stage "Incoming leads" of the pipeline; a lead there has no stage of its own yet. */
export function incomingPlace(account: Account, pipelineId: number | undefined): Partial<Lead> {
  const asked = pipelineId === undefined ? undefined : account.state.pipelines.get(pipelineId);
  const pipeline = asked ?? mainPipeline(account);
  const status_id = incomingStatusOf(pipeline);
  return status_id === undefined ? {} : { status_id, pipeline_id: pipeline.id };
}

export function addUnsorted(
  call: Call,
  { category, metadata, lead, contact_id, source }: Incoming,
): Unsorted {
  const incoming: Unsorted = {
    uid: randomBytes(30).toString('hex'),
    category,
    source_uid: source?.uid ?? '',
    source_name: source?.name ?? '',
    pipeline_id: lead.pipeline_id,
    metadata,
    lead_id: lead.id,
    contact_id,
    company_id: lead.company_id,
    created_at: call.account.clock.seconds(),
  };
  call.account.state.unsorted.set(incoming.uid, incoming);
  call.account.changed({ kind: 'unsorted', action: 'add', incoming, userId: lead.updated_by });
  return incoming;
}
