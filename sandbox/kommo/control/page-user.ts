import type { Account } from '../account/account.js';
import { fieldIndex } from '../fields/field-values.js';
import { draftLead, saveLead } from '../leads/lead-write.js';
import { Problem, validationProblem } from '../http/problem.js';
import type { CustomField, Lead } from '../account/records.js';
import { callBy } from '../http/route.js';
import type { Call } from '../http/route.js';

export interface Move {
  readonly leadId: number;
  readonly statusId: number;
  readonly pipelineId?: number;
  readonly lossReasonId?: number;
  /** The person who moves it; the responsible one when absent. */
  readonly userId?: number;
}

/**
 * A person moves a lead in Kommo's page. Unlike the API, the page insists on the fields
 * that the stage requires.
 */
export function moveLead(account: Account, move: Move): Lead {
  const before = leadNamed(account, move.leadId);
  const pipelineId = move.pipelineId ?? before.pipeline_id;
  const missing = missingFields(account, before, { statusId: move.statusId, pipelineId });
  if (missing.length > 0)
    throw new Problem(400, `Required fields: ${missing.map((field) => field.name).join(', ')}`, {
      fields: missing.map((field) => field.code ?? String(field.id)),
    });
  const draft = draftLead(
    asPerson(account, move.userId ?? before.responsible_user_id),
    fieldIndex(account, 'leads'),
    {
      ...{ status_id: move.statusId, pipeline_id: pipelineId },
      ...(move.lossReasonId !== undefined && { loss_reason_id: move.lossReasonId }),
    },
    before,
  );
  if ('errors' in draft) throw validationProblem([{ request_id: '0', errors: draft.errors }]);
  return draft.save();
}

export function setDeleted(account: Account, leadId: number, is_deleted: boolean): Lead {
  const before = leadNamed(account, leadId);
  const userId = before.responsible_user_id;
  return saveLead(account, before, {
    ...before,
    is_deleted,
    updated_by: userId,
    updated_at: account.clock.seconds(),
  });
}

/** Which fields the stage requires and the lead does not have. */
export function missingFields(
  account: Account,
  lead: Lead,
  place: { readonly statusId: number; readonly pipelineId: number },
): readonly CustomField[] {
  return [...account.state.customFields.values()].filter(
    (field) =>
      field.entity_type === 'leads' &&
      field.required_statuses.some(
        (r) => r.status_id === place.statusId && r.pipeline_id === place.pipelineId,
      ) &&
      !lead.fields.some(({ field_id }) => field_id === field.id),
  );
}

function asPerson(account: Account, userId: number): Call {
  const isAdmin = account.state.users.get(userId)?.is_admin === true;
  return callBy(account, { userId, isAdmin, viaApi: false });
}

function leadNamed(account: Account, leadId: number): Lead {
  const lead = account.state.leads.get(leadId);
  if (!lead) throw new Problem(404, `Lead ${leadId} not found`);
  return lead;
}
